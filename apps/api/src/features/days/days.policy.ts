import type { Activity, CheckIn, FieldIssue, LocalDate } from '@healthprotocol/contracts';
import {
  type AdherenceAnswer,
  addDays,
  adherenceOver,
  assignmentStatus,
  type DayItem,
  type DayView,
  daysBetween,
  dayTally,
  dayView,
  type LocalNow,
  lastDate,
  layOut,
  protocolDayOf,
} from '@healthprotocol/domain';
import type { DayRow } from '../adherence/index.ts';
import { type PlannedAssignment, versionOn } from '../plans/index.ts';

/** Longest stretch of a plan that is shown at once. */
export const LONGEST_PLAN_DAYS = 62;

/** Why a day is not shown: it has not come, or it lies further back than one may enter. */
export function dayProblem(
  date: LocalDate,
  today: LocalDate,
  earliest: LocalDate,
): 'check_in_in_future' | 'check_in_too_late' | null {
  if (date > today) return 'check_in_in_future';
  return date < earliest ? 'check_in_too_late' : null;
}

/** What is wrong with the bounds of a stretch of days. */
export function stretchIssues(from: LocalDate, to: LocalDate): FieldIssue[] {
  const days = daysBetween(from, to) + 1;
  if (days < 1) return [{ path: 'query.to', code: 'ends_before_start', message: 'Ends before it starts' }];
  if (days <= LONGEST_PLAN_DAYS) return [];
  return [{ path: 'query.to', code: 'too_long', message: `At most ${LONGEST_PLAN_DAYS} days` }];
}

/** Where an assignment stands on a date. */
export function standing({ plan, contents }: Pick<PlannedAssignment, 'plan' | 'contents'>, date: LocalDate) {
  const day = protocolDayOf(plan, date);
  const protocolDay = typeof day === 'number' ? day : null;
  const { content } = versionOn({ plan, contents }, date);
  const phases = content.phases.filter(
    ({ startDay, endDay }) => protocolDay !== null && startDay <= protocolDay && protocolDay <= endDay,
  );
  return {
    status: assignmentStatus(plan, date),
    protocolDay,
    content,
    phaseTitles: phases.map(({ title }) => title),
    lastDate: lastDate(plan),
  };
}

export type Day = {
  view: DayView<CheckIn>;
  items: DayItem<CheckIn>[];
  adherence: AdherenceAnswer;
};

/** One date over all assignments that are not over on it. */
export function layOutDay(
  planned: readonly PlannedAssignment[],
  current: ReadonlyMap<string, CheckIn>,
  date: LocalDate,
  now: LocalNow,
): Day {
  const view = dayView(
    planned.map(({ plan }) => plan),
    current,
    date,
    now,
  );
  return { view, items: view.slots.flatMap(({ items }) => items), adherence: adherenceOver([view.tally]) };
}

/** Today's counts of each assignment, as they stand now. */
export function todaysTallies(
  planned: readonly PlannedAssignment[],
  current: ReadonlyMap<string, CheckIn>,
  now: LocalNow,
) {
  return planned.map(({ plan }) => dayTally(plan, now.today, current, now));
}

/** What a stretch of days asks for: activities, each once, and for each date which of them are due. */
export type PlannedStretch = {
  activities: { assignmentId: string; activity: Activity }[];
  days: PlannedDay[];
};

export type PlannedDay = { date: LocalDate; activities: number[]; due: number; done: number };

/** Lays out every date of a stretch, with what is counted of it as if it were over: how much is due, and how much of that is done. */
export function layOutStretch(
  planned: readonly PlannedAssignment[],
  counted: readonly Pick<DayRow, 'localDate' | 'due' | 'done'>[],
  from: LocalDate,
  to: LocalDate,
): PlannedStretch {
  const activities: PlannedStretch['activities'] = [];
  const days = new Map(
    Array.from({ length: daysBetween(from, to) + 1 }, (_, index): [LocalDate, PlannedDay] => {
      const date = addDays(from, index);
      return [date, { date, activities: [], due: 0, done: 0 }];
    }),
  );
  for (const { plan } of planned) {
    const laidOut = layOut(plan, from, to);
    const offset = activities.length;
    for (const activity of laidOut.activities) activities.push({ assignmentId: plan.assignmentId, activity });
    for (const [date, due] of laidOut.byDate)
      for (const position of due) days.get(date)!.activities.push(offset + position);
  }
  for (const { localDate, due, done } of counted) {
    const day = days.get(localDate)!;
    day.due += due;
    // Thousandths, so that fractions add up to what they are.
    day.done = Math.round((day.done + done) * 1000) / 1000;
  }
  return { activities, days: [...days.values()] };
}
