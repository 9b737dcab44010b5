import type { Activity, Weekday } from '@healthprotocol/contracts';
import { weekdayOfEpochDay } from './local-date.ts';
import { type DayWindow, type ScheduledContent, windowOf } from './schedule.ts';

/**
 * Calls back for each protocol day on which an activity is due, within `limits`; `dayZero` is the epoch day before day 1. Takes no
 * longer than there are such days. As-needed activities are due on none.
 */
export function eachDueDay(
  activity: Activity,
  content: Pick<ScheduledContent, 'durationDays' | 'phases'>,
  dayZero: number,
  limits: DayWindow,
  visit: (protocolDay: number) => void,
): void {
  const window = windowOf(activity, content);
  const first = Math.max(window.firstDay, limits.firstDay);
  const last = Math.min(window.lastDay, limits.lastDay);
  const every = (start: number, step: number) => {
    for (let day = start; day <= last; day += step) visit(day);
  };
  const { recurrence } = activity.schedule;
  switch (recurrence.type) {
    case 'as_needed':
      break;
    case 'daily':
      every(first, 1);
      break;
    case 'every_n_days': {
      const { everyDays } = recurrence;
      const passed = Math.max(0, first - window.firstDay);
      every(window.firstDay + Math.ceil(passed / everyDays) * everyDays, everyDays);
      break;
    }
    case 'weekdays':
      for (const weekday of recurrence.weekdays) every(firstOn(weekday, first, dayZero), 7);
      break;
    case 'protocol_days':
      for (const day of recurrence.days) if (day >= first && day <= last) visit(day);
  }
}

function firstOn(weekday: Weekday, first: number, dayZero: number): number {
  let day = first;
  while (weekdayOfEpochDay(dayZero + day) !== weekday) day++;
  return day;
}
