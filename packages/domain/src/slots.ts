import type { OccurrenceSlot } from '@healthprotocol/contracts';
import type { LocalNow } from './local-date.ts';

/** Where a slot stands at a moment of its day: not yet open, open, or over. */
export type SlotPhase = 'later' | 'open' | 'over';

// Minutes after midnight. An exact time opens an hour before and is over an hour after.
const NAMED_SLOT_MINUTES = {
  morning: { at: 8 * 60, opens: 0, over: 12 * 60 },
  noon: { at: 12 * 60, opens: 11 * 60, over: 17 * 60 },
  evening: { at: 18 * 60, opens: 17 * 60, over: 22 * 60 },
  bedtime: { at: 22 * 60, opens: 21 * 60, over: Number.POSITIVE_INFINITY },
} as const;

const DAY_MINUTES = 24 * 60;

// Minutes after the midnight that opens the local date; a time before the day start belongs to the night that closes it.
function minutesIntoDate(time: string, dayStartHour: number): number {
  const hour = Number(time.slice(0, 2));
  return hour * 60 + Number(time.slice(3, 5)) + (hour < dayStartHour ? DAY_MINUTES : 0);
}

function spanOf(slot: OccurrenceSlot, dayStartHour: number): { at: number; opens: number; over: number } {
  if (slot in NAMED_SLOT_MINUTES) return NAMED_SLOT_MINUTES[slot as keyof typeof NAMED_SLOT_MINUTES];
  const at = minutesIntoDate(slot, dayStartHour);
  return { at, opens: at - 60, over: at + 60 };
}

/** Place of a slot in its day, in minutes: named slots count as 08:00, 12:00, 18:00 and 22:00; a time before the day-start hour comes last. */
export function slotRank(slot: OccurrenceSlot, dayStartHour: number): number {
  return spanOf(slot, dayStartHour).at;
}

/** Order of slots in a day. Of two that stand for one time, the named one comes first. */
export function compareSlots(a: OccurrenceSlot, b: OccurrenceSlot, dayStartHour: number): number {
  const isNamed = (slot: OccurrenceSlot) => Number(slot in NAMED_SLOT_MINUTES);
  return slotRank(a, dayStartHour) - slotRank(b, dayStartHour) || isNamed(b) - isNamed(a);
}

/** When a slot is over, in minutes after the midnight that opens its date; infinite for one that ends with the day. */
export function slotEndMinutes(slot: OccurrenceSlot, dayStartHour: number): number {
  return spanOf(slot, dayStartHour).over;
}

/** The local time `HH:MM` a slot stands for, as used for reminders. */
export function slotTime(slot: OccurrenceSlot): string {
  if (!(slot in NAMED_SLOT_MINUTES)) return slot;
  const { at } = NAMED_SLOT_MINUTES[slot as keyof typeof NAMED_SLOT_MINUTES];
  return `${String(at / 60).padStart(2, '0')}:00`;
}

/**
 * Whether a slot of today is still to come, open, or over. Morning is over at 12:00, noon at 17:00, evening at 22:00, bedtime
 * with the day, an exact time one hour after it; morning opens with the day, the others an hour before their time.
 */
export function slotPhase(slot: OccurrenceSlot, now: LocalNow): SlotPhase {
  const { opens, over } = spanOf(slot, now.dayStartHour);
  const minutes = minutesIntoDate(now.localTime, now.dayStartHour);
  if (minutes >= over) return 'over';
  return minutes >= opens ? 'open' : 'later';
}
