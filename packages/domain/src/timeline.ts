import type { ActivityOverride, LocalDate } from '@healthprotocol/contracts';
import { epochDayOf } from './local-date.ts';
import type { ScheduledContent } from './schedule.ts';

/** What is in force from a date on: a protocol version and the client's overrides. */
export type PlanSegment = {
  fromDate: LocalDate;
  versionNumber: number;
  content: ScheduledContent;
  overrides: ActivityOverride[];
};

/** Paused dates: `fromDate` is the first without occurrences, `toDate` the first with them again, null while open. */
export type PlanPause = { fromDate: LocalDate; toDate: LocalDate | null };

/**
 * Everything that decides an assignment's occurrences. Segments are sorted and the first starts on `startDate`;
 * `stoppedOn` is the first date without occurrences.
 */
export type AssignmentPlan = {
  assignmentId: string;
  startDate: LocalDate;
  segments: PlanSegment[];
  pauses: PlanPause[];
  stoppedOn: LocalDate | null;
  /** Segments that gave way on the very day on which they began: what was answered by them on that day stays. */
  replaced?: PlanSegment[];
};

/** A run of consecutive dates without pause or change, in epoch days: `first` included, `end` not. */
export type Stretch = { first: number; end: number; firstProtocolDay: number; segment: PlanSegment };

/** The dates on which a plan runs, and from when on it is over; `over` is null while an open pause holds it. */
export type Timeline = {
  stretches: Stretch[];
  over: { from: number; reason: 'completed' | 'stopped' } | null;
};

/**
 * Lays a plan out over the calendar. Paused dates have no protocol day, so that the remaining days shift; the day number
 * carries over from one segment to the next; a plan that is over stays over.
 */
export function timelineOf(plan: AssignmentPlan): Timeline {
  const stopped = plan.stoppedOn === null ? Number.POSITIVE_INFINITY : epochDayOf(plan.stoppedOn);
  const pauses = plan.pauses.map((pause) => ({
    from: epochDayOf(pause.fromDate),
    to: pause.toDate === null ? Number.POSITIVE_INFINITY : epochDayOf(pause.toDate),
  }));
  const changes = plan.segments.map((segment) => epochDayOf(segment.fromDate));
  const stretches: Stretch[] = [];
  let date = epochDayOf(plan.startDate);
  let protocolDay = 1;
  let durationDays = Number.POSITIVE_INFINITY;

  for (const [index, segment] of plan.segments.entries()) {
    const segmentEnd = Math.min(changes[index + 1] ?? Number.POSITIVE_INFINITY, stopped);
    while (date < segmentEnd) {
      durationDays = segment.content.durationDays;
      if (protocolDay > durationDays) return { stretches, over: { from: date, reason: 'completed' } };
      const current = date;
      const pause = pauses.find(({ from, to }) => from <= current && current < to);
      if (pause) {
        // No further than the next change: a version too short for the day reached ends the plan, paused or not.
        date = Math.min(pause.to, segmentEnd);
        continue;
      }
      const pauseStarts = pauses
        .filter(({ from, to }) => from > current && from < to)
        .map(({ from }) => from);
      const end = Math.min(segmentEnd, current + durationDays - protocolDay + 1, ...pauseStarts);
      stretches.push({ first: current, end, firstProtocolDay: protocolDay, segment });
      protocolDay += end - current;
      date = end;
    }
  }

  if (plan.stoppedOn === null) return { stretches, over: null };
  return { stretches, over: { from: stopped, reason: protocolDay > durationDays ? 'completed' : 'stopped' } };
}
