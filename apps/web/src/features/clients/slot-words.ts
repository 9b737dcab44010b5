import type { I18n, MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { formatTime } from '../../shared/lib/format.ts';

export const namedSlots = ['morning', 'noon', 'evening', 'bedtime'] as const;

const names: Record<string, MessageDescriptor> = {
  morning: msg`Morning`,
  noon: msg`Midday`,
  evening: msg`Evening`,
  bedtime: msg`Bedtime`,
};

/** A slot in words: a part of the day, an exact time, or a use of what is taken as needed. */
export function slotText(slot: string, i18n: I18n, locale: string): string {
  const name = names[slot];
  if (name) return i18n._(name);
  if (slot.startsWith('as-needed-')) return i18n._(msg`As needed`);
  // A slot's time is on the client's own wall, so no zone is applied.
  return formatTime(`2000-01-01T${slot}:00Z`, { locale, timeZone: 'UTC' });
}
