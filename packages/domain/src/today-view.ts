import type { LocalDate, OccurrenceSlot } from '@healthprotocol/contracts';
import { type DayTally, tallyOccurrences } from './adherence.ts';
import { answeredOn, asNeededOrUsedOn, occurrencesOn } from './answered.ts';
import type { CheckIn } from './check-ins.ts';
import type { LocalNow } from './local-date.ts';
import { asNeededSlot, isAsNeededSlot } from './occurrence.ts';
import { type AsNeededActivity, type Occurrence, occurrenceKey } from './plan.ts';
import { compareSlots, slotPhase } from './slots.ts';
import type { AssignmentPlan } from './timeline.ts';

/** Where an occurrence stands: what was said of it, else `later` before its slot opens, `open`, or `missed` once its slot is over. */
export type OccurrenceState = 'done' | 'partly' | 'skipped' | 'later' | 'open' | 'missed';

/** One line of a day. */
export type DayItem<C> = { occurrence: Occurrence; checkIn: C | null; state: OccurrenceState };

/** An as-needed activity with its uses of the day; `nextSlot` names the next one, null when the daily maximum is reached. */
export type AsNeededItem<C> = AsNeededActivity & { uses: C[]; nextSlot: OccurrenceSlot | null };

/** A client's day over all assignments: items by slot, as-needed activities, and the counts of the day. */
export type DayView<C> = {
  localDate: LocalDate;
  slots: { slot: OccurrenceSlot; items: DayItem<C>[] }[];
  asNeeded: AsNeededItem<C>[];
  tally: DayTally;
};

type ShownCheckIn = Pick<CheckIn, 'status' | 'amount' | 'skipReason'>;

/** The state of an occurrence at a moment, given the check-in in force for it. */
export function occurrenceState(
  occurrence: Occurrence,
  checkIn: ShownCheckIn | null,
  now: LocalNow,
): OccurrenceState {
  if (checkIn && checkIn.status !== 'undone') return checkIn.status;
  if (occurrence.localDate < now.today) return 'missed';
  if (occurrence.localDate > now.today) return 'later';
  const phase = slotPhase(occurrence.slot, now);
  return phase === 'over' ? 'missed' : phase;
}

/** Lays out one date of all a client's plans from the check-ins in force (`currentCheckIns`), slots in the order of the day. */
export function dayView<C extends ShownCheckIn>(
  plans: readonly AssignmentPlan[],
  current: ReadonlyMap<string, C>,
  localDate: LocalDate,
  now: LocalNow,
): DayView<C> {
  const occurrences = plans.flatMap((plan) => occurrencesOn(plan, localDate, current, now.dayStartHour));
  const bySlot = Map.groupBy(occurrences, ({ slot }) => slot);
  const slots = [...bySlot]
    .map(([slot, due]) => ({
      slot,
      items: due.map((occurrence) => {
        const checkIn = current.get(occurrenceKey(occurrence)) ?? null;
        return { occurrence, checkIn, state: occurrenceState(occurrence, checkIn, now) };
      }),
    }))
    .sort((a, b) => compareSlots(a.slot, b.slot, now.dayStartHour));
  const asNeeded = plans
    .flatMap((plan) => asNeededOrUsedOn(plan, localDate, current))
    .map((available) => ({ ...available, ...usesOf(available, current) }));
  return { localDate, slots, asNeeded, tally: tallyOccurrences(occurrences, localDate, current, now) };
}

function usesOf<C>(available: AsNeededActivity, current: ReadonlyMap<string, C>) {
  const { assignmentId, localDate, activity, maxPerDay } = available;
  const used = answeredOn(current, { assignmentId }, localDate)
    .filter(({ activityId, slot }) => activityId === activity.id && isAsNeededSlot(slot))
    .sort((a, b) => useOf(a.slot) - useOf(b.slot));
  const taken = new Set(used.map(({ slot }) => slot));
  const slots = Array.from({ length: maxPerDay }, (_, index) => asNeededSlot(index + 1));
  return {
    uses: used.map((identity) => current.get(occurrenceKey(identity))!),
    nextSlot: slots.find((slot) => !taken.has(slot)) ?? null,
  };
}

const useOf = (slot: OccurrenceSlot): number => Number(slot.slice(slot.lastIndexOf('-') + 1));
