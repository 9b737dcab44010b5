import type { Activity, LocalDate, ProtocolContent, Schedule, Weekday } from '@healthprotocol/contracts';
import { epochDayOf, weekdayOf, weekdayOfEpochDay } from './local-date.ts';

/** The part of a protocol that decides what is due when. */
export type ScheduledContent = Pick<ProtocolContent, 'durationDays' | 'phases' | 'activities'>;

/** Protocol days, both ends included; empty when the last lies before the first. */
export type DayWindow = { firstDay: number; lastDay: number };

/** The protocol days on which an activity may be due: its phase's (or all), narrowed by the schedule and cut at the duration. */
export function windowOf(
  activity: { schedule: Schedule; phaseId: string | null },
  content: Pick<ScheduledContent, 'durationDays' | 'phases'>,
): DayWindow {
  const phase = content.phases.find((candidate) => candidate.id === activity.phaseId);
  const { startDay = 1, endDay = content.durationDays } = activity.schedule;
  return {
    firstDay: Math.max(startDay, phase?.startDay ?? 1),
    lastDay: Math.min(endDay, phase?.endDay ?? content.durationDays, content.durationDays),
  };
}

/** Whether an activity is due on a protocol day that falls on a weekday. */
export type RecurrenceTest = (protocolDay: number, weekday: Weekday) => boolean;

/** Tests by the key of their activity, as long as the content is in use. */
const preparedTests = new WeakMap<ScheduledContent, Map<string, RecurrenceTest>>();

/**
 * A test of one activity's recurrence; as-needed activities are open on every day of their window. It is prepared once for an activity
 * of a content, whatever slots and dose a client has: these never change on which days it is due.
 */
export function recurrenceTest(activity: Activity, content: ScheduledContent): RecurrenceTest {
  const known = preparedTests.get(content) ?? new Map<string, RecurrenceTest>();
  preparedTests.set(content, known);
  const test = known.get(activity.id) ?? prepareTest(activity, content);
  known.set(activity.id, test);
  return test;
}

function prepareTest(activity: Activity, content: ScheduledContent): RecurrenceTest {
  const { firstDay, lastDay } = windowOf(activity, content);
  const { recurrence } = activity.schedule;
  const inWindow = (day: number) => day >= firstDay && day <= lastDay;
  switch (recurrence.type) {
    case 'daily':
    case 'as_needed':
      return inWindow;
    case 'every_n_days':
      return (day) => inWindow(day) && (day - firstDay) % recurrence.everyDays === 0;
    case 'weekdays': {
      const weekdays = new Set<Weekday>(recurrence.weekdays);
      return (day, weekday) => inWindow(day) && weekdays.has(weekday);
    }
    case 'protocol_days': {
      const days = new Set(recurrence.days);
      return (day) => inWindow(day) && days.has(day);
    }
  }
}

/** True when the activity is due (or, as needed, available) on a protocol day that falls on the given local date. */
export function isDueOn(
  activity: Activity,
  content: ScheduledContent,
  protocolDay: number,
  date: LocalDate,
): boolean {
  return prepareTest(activity, content)(protocolDay, weekdayOf(date));
}

/** All protocol days on which an activity is due when day 1 falls on the given date and nothing is paused. */
export function dueDays(activity: Activity, content: ScheduledContent, startDate: LocalDate): number[] {
  const isDue = prepareTest(activity, content);
  const dayZero = epochDayOf(startDate) - 1;
  const days: number[] = [];
  for (let day = 1; day <= content.durationDays; day++) {
    if (isDue(day, weekdayOfEpochDay(dayZero + day))) days.push(day);
  }
  return days;
}
