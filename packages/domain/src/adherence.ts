import type { LocalDate } from '@healthprotocol/contracts';
import { datesAnswered, occurrencesOn } from './answered.ts';
import type { CheckIn } from './check-ins.ts';
import { addDays, type LocalNow } from './local-date.ts';
import { countDue, type Occurrence, occurrenceKey } from './plan.ts';
import { slotPhase } from './slots.ts';
import type { AssignmentPlan } from './timeline.ts';

/**
 * One assignment's counts for one date. `due`: due so far, without the excused; `done`: how many of them, fractions to three
 * decimals; `excused`: skips a clinician asked for; `answered`: check-ins of any kind, the excused included; `later`: slots of
 * today still to come, 0 for every past date.
 */
export type DayTally = {
  localDate: LocalDate;
  due: number;
  done: number;
  excused: number;
  answered: number;
  later: number;
};

/** Adherence has three answers: nothing was due, nothing was answered, or a whole percentage 0–100. */
export type AdherenceAnswer =
  | { kind: 'nothing_due' }
  | { kind: 'no_data'; due: number }
  | { kind: 'percentage'; percent: number; done: number; due: number };

/** The part of a check-in that counts towards adherence. */
export type CountedCheckIn = Pick<CheckIn, 'status' | 'amount' | 'skipReason'>;

/** Dates from `from` to `to`, both included; `from` is null when the period has no beginning. */
export type Period = { from: LocalDate | null; to: LocalDate };

/** What a partly done occurrence counts when its activity has no target or no amount was given. */
export const PARTLY_WITHOUT_TARGET = 0.5;

// Fractions are kept in whole thousandths, so that sums do not depend on their order.
const THOUSAND = 1000;

function doneThousandths(checkIn: CountedCheckIn, occurrence: Occurrence): number {
  if (checkIn.status === 'done') return THOUSAND;
  if (checkIn.status !== 'partly') return 0;
  const target = occurrence.activity.target?.value;
  const share =
    target === undefined || typeof checkIn.amount !== 'number'
      ? PARTLY_WITHOUT_TARGET
      : checkIn.amount / target;
  return Math.round(Math.min(1, Math.max(0, share)) * THOUSAND);
}

/** Counts the occurrences of one date; on the client's date `now.today` an unanswered slot is due once it is over, on later dates never. */
export function tallyOccurrences(
  occurrences: readonly Occurrence[],
  localDate: LocalDate,
  current: ReadonlyMap<string, CountedCheckIn>,
  now: LocalNow,
): DayTally {
  const tally: DayTally = { localDate, due: 0, done: 0, excused: 0, answered: 0, later: 0 };
  let thousandths = 0;
  for (const occurrence of occurrences) {
    const checkIn = current.get(occurrenceKey(occurrence));
    if (checkIn) {
      tally.answered++;
      if (checkIn.status === 'skipped' && checkIn.skipReason === 'clinician_said_so') {
        tally.excused++;
      } else {
        tally.due++;
        thousandths += doneThousandths(checkIn, occurrence);
      }
    } else if (
      localDate < now.today ||
      (localDate === now.today && slotPhase(occurrence.slot, now) === 'over')
    ) {
      tally.due++;
    } else {
      tally.later++;
    }
  }
  tally.done = thousandths / THOUSAND;
  return tally;
}

/**
 * Counts one date of a plan from the check-ins in force. As-needed activities count nothing; of a paused date, or one that the plan
 * has left, only what was answered before it did.
 */
export function dayTally(
  plan: AssignmentPlan,
  localDate: LocalDate,
  current: ReadonlyMap<string, CountedCheckIn>,
  now: LocalNow,
): DayTally {
  return tallyOccurrences(occurrencesOn(plan, localDate, current, now.dayStartHour), localDate, current, now);
}

/**
 * Counts every date of a plan from `from` to `to` that has occurrences, by date; the same numbers as `dayTally` date by date. Only
 * dates with check-ins and the client's date are expanded.
 */
export function dayTallies(
  plan: AssignmentPlan,
  from: LocalDate,
  to: LocalDate,
  current: ReadonlyMap<string, CountedCheckIn>,
  now: LocalNow,
): DayTally[] {
  const answered = new Set(datesAnswered(current, plan, from, to));
  const counted = countDue(plan, from, to);
  const dates = [...new Set([...counted.keys(), ...answered])].sort();
  return dates.map((localDate) => {
    if (answered.has(localDate) || localDate === now.today) return dayTally(plan, localDate, current, now);
    const count = counted.get(localDate) ?? 0;
    const isOver = localDate < now.today;
    return {
      localDate,
      due: isOver ? count : 0,
      done: 0,
      excused: 0,
      answered: 0,
      later: isOver ? 0 : count,
    };
  });
}

/** Done over due of the given days as a percentage, rounded half up to a whole number; `no_data` when something was due and nothing answered. */
export function adherenceOver(
  tallies: Iterable<Pick<DayTally, 'due' | 'done' | 'answered'>>,
): AdherenceAnswer {
  let due = 0;
  let answered = 0;
  let thousandths = 0;
  for (const tally of tallies) {
    due += tally.due;
    answered += tally.answered;
    thousandths += Math.round(tally.done * THOUSAND);
  }
  if (due === 0) return { kind: 'nothing_due' };
  if (answered === 0) return { kind: 'no_data', due };
  const percent = Math.floor((200 * thousandths + due * THOUSAND) / (2 * due * THOUSAND));
  return { kind: 'percentage', percent, done: thousandths / THOUSAND, due };
}

/** The periods adherence is shown for: 7, 30 and 90 dates that end with today, and all. */
export function periods(today: LocalDate): Record<'days7' | 'days30' | 'days90' | 'all', Period> {
  const last = (days: number): Period => ({ from: addDays(today, 1 - days), to: today });
  return { days7: last(7), days30: last(30), days90: last(90), all: { from: null, to: today } };
}

/**
 * Consecutive days up to today on which everything due was done. Several assignments' tallies of a date count together; days
 * with nothing due are passed over; today counts only when nothing is left, and never breaks the streak.
 */
export function streak(
  tallies: Iterable<Pick<DayTally, 'localDate' | 'due' | 'done' | 'later'>>,
  today: LocalDate,
): number {
  const days = new Map<LocalDate, { due: number; complete: boolean }>();
  for (const { localDate, due, done, later } of tallies) {
    if (localDate > today) continue;
    const day = days.get(localDate) ?? { due: 0, complete: true };
    day.due += due;
    day.complete &&= done >= due && later === 0;
    days.set(localDate, day);
  }
  let length = 0;
  for (const [date, day] of [...days].sort(([a], [b]) => (a < b ? 1 : -1))) {
    if (!day.complete && date !== today) break;
    if (day.complete && day.due > 0) length++;
  }
  return length;
}
