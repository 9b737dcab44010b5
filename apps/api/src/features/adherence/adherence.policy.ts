import type { AdherenceReport, DayAdherence, LocalDate } from '@healthprotocol/contracts';
import {
  type AdherenceAnswer,
  type AssignmentPlan,
  addDays,
  adherenceOver,
  type CountedCheckIn,
  type DayTally,
  dateOfEpochDay,
  dayTallies,
  dayTally,
  epochDayOf,
  type LocalNow,
  periods,
  streak,
  timelineOf,
} from '@healthprotocol/domain';

/** One row of the rollup: a whole day of one assignment, counted as if the day were over. */
export type DayRow = Omit<DayTally, 'later'> & { assignmentId: string };

/** What of a period is added up; the answer needs no more. */
export type Sum = Pick<DayTally, 'due' | 'done' | 'answered'>;

const END_OF_TIME: LocalDate = '9999-12-31';

// The rollup holds days as they are once they are over, so that no row has to be written because time passes.
const AFTERWARDS: LocalNow = { today: END_OF_TIME, localTime: '00:00', dayStartHour: 0 };

/** The rollup of a plan from a date on: one row for each day on which something is due. */
export function rollup(
  plan: AssignmentPlan,
  current: ReadonlyMap<string, CountedCheckIn>,
  from: LocalDate = plan.startDate,
): DayRow[] {
  return dayTallies(plan, from, END_OF_TIME, current, AFTERWARDS).map((tally) => toRow(plan, tally));
}

/** The rollup of single days of a plan; days with nothing due have no row. */
export function rollupOfDays(
  plan: AssignmentPlan,
  current: ReadonlyMap<string, CountedCheckIn>,
  dates: Iterable<LocalDate>,
): DayRow[] {
  return [...new Set(dates)].flatMap((date) =>
    dayTallies(plan, date, date, current, AFTERWARDS).map((tally) => toRow(plan, tally)),
  );
}

function toRow({ assignmentId }: AssignmentPlan, tally: DayTally): DayRow {
  const { localDate, due, done, excused, answered } = tally;
  return { assignmentId, localDate, due, done, excused, answered };
}

/** What is known of a client's adherence: rows and sums of the days before today, and the plans from which today is counted. */
export type AdherenceFacts = {
  /** Running now, or ended within the longest period. */
  plans: readonly AssignmentPlan[];
  /** Rows of the last 89 days before today. */
  rows: readonly DayRow[];
  /** Sums of all days before today, for every assignment there ever was. */
  sums: ReadonlyMap<string, Sum>;
  /** Rows of the days before today since the last one on which something was left undone. */
  streakRows: readonly Pick<DayRow, 'localDate' | 'due' | 'done'>[];
  /** Check-ins in force for today. */
  current: ReadonlyMap<string, CountedCheckIn>;
};

/** Adherence over all periods: days before today from the rollup, today exactly as it stands now. */
export function adherenceReport(facts: AdherenceFacts, now: LocalNow): AdherenceReport {
  const { today } = now;
  const todays = facts.plans.map((plan) => ({
    ...dayTally(plan, today, facts.current, now),
    assignmentId: plan.assignmentId,
  }));
  const days = [...facts.rows, ...todays];
  const all = [...facts.sums].map(([assignmentId, sum]) => ({ ...sum, assignmentId }));
  const { days7, days30, days90 } = periods(today);
  const answers = (belongs: (assignmentId: string) => boolean) => {
    const since = (from: LocalDate | null): AdherenceAnswer =>
      adherenceOver(
        days.filter((day) => belongs(day.assignmentId) && (from === null || day.localDate >= from)),
      );
    return {
      days7: since(days7.from),
      days30: since(days30.from),
      days90: since(days90.from),
      all: adherenceOver([...all, ...todays].filter(({ assignmentId }) => belongs(assignmentId))),
    };
  };
  return {
    today,
    ...answers(() => true),
    streakDays: streakUntil(facts.streakRows, todays, today),
    days: dailySums(facts.plans, days, addDays(today, -89), today),
    assignments: facts.plans
      .filter(({ startDate }) => startDate <= today)
      .map(({ assignmentId }) => ({ assignmentId, ...answers((id) => id === assignmentId) })),
  };
}

/** The streak up to today, from rows that are over and today's counts. */
export function streakUntil(
  rows: AdherenceFacts['streakRows'],
  todays: readonly DayTally[],
  today: LocalDate,
): number {
  return streak([...rows.map((row) => ({ ...row, later: 0 })), ...todays], today);
}

// One entry for each date on which a plan ran, also when nothing was due on it.
function dailySums(
  plans: readonly AssignmentPlan[],
  days: readonly Omit<DayRow, 'assignmentId'>[],
  from: LocalDate,
  to: LocalDate,
): DayAdherence[] {
  const byDate = new Map<LocalDate, DayAdherence>();
  for (const plan of plans) {
    for (const { first, end } of timelineOf(plan).stretches) {
      const last = Math.min(end - 1, epochDayOf(to));
      for (let day = Math.max(first, epochDayOf(from)); day <= last; day++) {
        const date = dateOfEpochDay(day);
        byDate.set(date, { date, due: 0, done: 0, excused: 0, answered: 0 });
      }
    }
  }
  for (const { localDate, due, done, excused, answered } of days) {
    if (localDate < from || localDate > to) continue;
    // What was answered stays also where the plan has left the date since.
    const day = byDate.get(localDate) ?? { date: localDate, due: 0, done: 0, excused: 0, answered: 0 };
    byDate.set(localDate, day);
    day.due += due;
    // Thousandths, so that fractions add up to what they are.
    day.done = Math.round((day.done + done) * 1000) / 1000;
    day.excused += excused;
    day.answered += answered;
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
