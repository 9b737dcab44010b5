import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, Suspense } from 'react';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import type { SettingsSection } from '../settings-sections.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { OrganizationSection } from './organization-section.tsx';
import { SettingsSkeleton } from './settings-skeleton.tsx';
import { TeamSection } from './team-section.tsx';

interface SettingsScreenProps {
  section: SettingsSection;
  onSectionChange: (section: SettingsSection) => void;
  /** Keeps an error within its section. */
  guard: (content: ReactNode) => ReactNode;
}

export function SettingsScreen({ section, onSectionChange, guard }: SettingsScreenProps) {
  const { t } = useLingui();
  const inPlace = (content: ReactNode) =>
    guard(<Suspense fallback={<SettingsSkeleton />}>{content}</Suspense>);
  return (
    <div className="mx-auto max-w-4xl px-4 py-6 sm:px-8 sm:py-8">
      <ScreenHeader title={t`Settings`} />
      <div className="mt-4">
        <Tabs
          label={t`Settings`}
          value={section}
          onValueChange={onSectionChange}
          tabs={[
            {
              value: 'organization',
              label: <Trans>Organization</Trans>,
              content: inPlace(<OrganizationSection />),
            },
            { value: 'team', label: <Trans>Team</Trans>, content: inPlace(<TeamSection />) },
            { value: 'devices', label: <Trans>My devices</Trans>, content: inPlace(<DevicesSection />) },
            { value: 'appearance', label: <Trans>Appearance</Trans>, content: <AppearanceSection /> },
          ]}
        />
      </div>
    </div>
  );
}
