export const settingsSections = ['organization', 'team', 'devices', 'appearance'] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Reads the section from the address; whatever is none of them gives way to the first. */
export function readSettingsSection(section: unknown): SettingsSection {
  return settingsSections.find((one) => one === section) ?? 'organization';
}
