import { epochDayOf, localDateOf, wallClockAt } from './local-date.ts';
import { expand } from './plan.ts';
import { slotEndMinutes } from './slots.ts';
import type { AssignmentPlan } from './timeline.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The next instant, in milliseconds since 1970, from which time alone may change what is shown of a client's today: a slot of
 * today comes to its end, or the day does. It may be too early (on days when the zone changes its clocks), never too late.
 */
export function todayHoldsUntil(
  plans: readonly AssignmentPlan[],
  instant: Date | number,
  timeZone: string,
  dayStartHour: number,
): number {
  const instantMs = Number(instant);
  const today = localDateOf(instantMs, timeZone, dayStartHour);
  const midnight = epochDayOf(today) * DAY_MS;
  const wall = wallClockAt(instantMs, timeZone);
  const ends = plans
    .flatMap((plan) => expand(plan, today, today, dayStartHour))
    .map(({ slot }) => midnight + slotEndMinutes(slot, dayStartHour) * MINUTE_MS)
    .filter((end) => end > wall);
  const next = Math.min(midnight + DAY_MS + dayStartHour * HOUR_MS, ...ends) - (wall - instantMs);
  const isClockSteady = wallClockAt(next, timeZone) - next === wall - instantMs;
  return isClockSteady ? next : instantMs + MINUTE_MS - (instantMs % MINUTE_MS);
}
