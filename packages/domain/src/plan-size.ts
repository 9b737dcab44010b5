import type { ActivityOverride } from '@healthprotocol/contracts';
import { eachDueDay } from './due-days.ts';
import { overriddenActivities } from './plan.ts';
import type { ScheduledContent } from './schedule.ts';

/**
 * What a version may hold at most, and with a client's changes what a plan may: its days are laid out, counted and sent, and somebody
 * reads them. Every protocol of the library keeps to a fifth of it.
 */
export const PLAN_LIMITS = {
  /** Times that something is due on one day. */
  occurrencesPerDay: 100,
  /** Times that something is due from the first day to the last. */
  occurrences: 20_000,
  /** The content as JSON, in bytes of UTF-8. */
  contentBytes: 256 * 1024,
  /** The changes for one client with the dates from which they apply, as JSON, in characters. */
  changesLength: 64 * 1024,
  /** Versions that one assignment has followed. */
  versions: 20,
} as const;

/** How often something is due: at most on one day, and from the first day to the last, whatever weekday it starts on. */
export type PlanSize = { perDay: number; inAll: number };

/** Why a plan holds too much. */
export type PlanSizeProblem = 'too_many_a_day' | 'too_many_in_all' | 'content_too_large';

/** How much a version asks for, with a client's changes. */
export function planSize(content: ScheduledContent, overrides: readonly ActivityOverride[] = []): PlanSize {
  const all = { firstDay: 1, lastDay: content.durationDays };
  const activities = overriddenActivities(content, overrides);
  const byWeekday = activities.some(({ schedule }) => schedule.recurrence.type === 'weekdays');
  const size = { perDay: 0, inAll: 0 };
  for (let dayZero = 0; dayZero < (byWeekday ? 7 : 1); dayZero++) {
    const counts = new Uint16Array(content.durationDays + 1);
    let inAll = 0;
    for (const activity of activities) {
      const slots = activity.schedule.slots.length;
      eachDueDay(activity, content, dayZero, all, (day) => {
        counts[day]! += slots;
        inAll += slots;
      });
    }
    for (const count of counts) size.perDay = Math.max(size.perDay, count);
    size.inAll = Math.max(size.inAll, inAll);
  }
  return size;
}

/** Why a version, with a client's changes, is more than a plan may hold; see `PLAN_LIMITS`. */
export function planSizeProblems(
  content: ScheduledContent,
  overrides: readonly ActivityOverride[] = [],
): PlanSizeProblem[] {
  const { perDay, inAll } = planSize(content, overrides);
  return [
    ...(perDay > PLAN_LIMITS.occurrencesPerDay ? (['too_many_a_day'] as const) : []),
    ...(inAll > PLAN_LIMITS.occurrences ? (['too_many_in_all'] as const) : []),
  ];
}
