import type { Presence } from './local-tier.ts';

/** A value and the instant (milliseconds since 1970) from which it is not used any more. */
export type Kept = { value: unknown; expiresAtMs: number };

/**
 * A value as the server keeps it: a line with its end and the versions of the subjects that it depends on, then the value: text
 * as it is, anything else as JSON.
 */
export function packValue({ value, expiresAtMs }: Kept, dependsOn: readonly Presence[]): string {
  const [kind, text] = typeof value === 'string' ? ['text', value] : ['json', JSON.stringify(value)];
  return `${[kind, expiresAtMs, ...dependsOn.map(({ version }) => version)].join(' ')}\n${text}`;
}

/** Reads what `packValue` wrote; undefined when a subject was written to since, or for anything else. */
export function unpackValue(packed: string, dependsOn: readonly Presence[]): Kept | undefined {
  const end = packed.indexOf('\n');
  const [kind, expiresAt, ...versions] = packed.slice(0, Math.max(end, 0)).split(' ');
  const expiresAtMs = Number(expiresAt);
  const isCurrent =
    versions.length === dependsOn.length &&
    dependsOn.every(({ version }, index) => version === versions[index]);
  if (!isCurrent || !Number.isFinite(expiresAtMs)) return undefined;
  const text = packed.slice(end + 1);
  if (kind === 'text') return { value: text, expiresAtMs };
  try {
    return kind === 'json' ? { value: JSON.parse(text), expiresAtMs } : undefined;
  } catch {
    return undefined;
  }
}
