import { addDays, utcDateOf } from '../../shared/lib/clock.ts';
import { firstWeekday } from '../../shared/lib/format.ts';
import { weeksOf } from '../../shared/ui/calendar.tsx';

export type PlanView = 'month' | 'week';

/** The days that a view shows around a date, the first and the last included. */
export function stretchOf(view: PlanView, date: string, locale: string): { from: string; to: string } {
  if (view === 'month') {
    const days = weeksOf(date, locale).flat();
    return { from: days[0] ?? date, to: days.at(-1) ?? date };
  }
  const isoWeekday = utcDateOf(date).getUTCDay() || 7;
  const from = addDays(date, -((isoWeekday - firstWeekday(locale) + 7) % 7));
  return { from, to: addDays(from, 6) };
}
