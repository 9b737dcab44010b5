import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import { addDays, addMonths, daysBetween } from '../../shared/lib/clock.ts';

/** The dates that a timeline shows, both included. */
export interface TimelineAxis {
  from: string;
  to: string;
}

/** A year-long protocol must not press the others to slivers. */
const mostDaysBack = 120;
const mostDaysAhead = 120;
/** Room around today, so that a single short assignment is not a lone block. */
const leastDays = 21;

/** The span of what is shown, with today inside it. */
export function axisOf(
  assignments: readonly Pick<AssignmentSummary, 'startDate' | 'lastDate'>[],
  today: string,
): TimelineAxis {
  const starts = assignments.map(({ startDate }) => startDate);
  const ends = assignments.map(({ lastDate }) => lastDate ?? addDays(today, leastDays));
  const first = earliestOf([addDays(today, -leastDays), ...starts]);
  const last = latestOf([addDays(today, leastDays), ...ends]);
  return {
    from: latestOf([first, addDays(today, -mostDaysBack)]),
    to: earliestOf([last, addDays(today, mostDaysAhead)]),
  };
}

// Dates in ISO 8601 sort as texts.
const earliestOf = (dates: [string, ...string[]]): string => dates.toSorted()[0] ?? dates[0];
const latestOf = (dates: [string, ...string[]]): string => dates.toSorted().at(-1) ?? dates[0];

/** Where a date begins on the axis, between 0 and 1; what lies outside is drawn at the edge. */
export function shareOf(date: string, { from, to }: TimelineAxis): number {
  const share = daysBetween(from, date) / (daysBetween(from, to) + 1);
  return Math.min(1, Math.max(0, share));
}

/** The first days of months on the axis, not too near to its end for their names. */
export function monthTicks({ from, to }: TimelineAxis): string[] {
  const ticks: string[] = [];
  let tick = addMonths(`${from.slice(0, 8)}01`, from.endsWith('-01') ? 0 : 1);
  while (daysBetween(tick, to) >= 10) {
    ticks.push(tick);
    tick = addMonths(tick, 1);
  }
  return ticks;
}
