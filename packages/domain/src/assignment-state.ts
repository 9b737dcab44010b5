import type { ActivityOverride, LocalDate } from '@healthprotocol/contracts';
import { addDays } from './local-date.ts';
import { protocolDayOf } from './plan.ts';
import type { ScheduledContent } from './schedule.ts';
import { type AssignmentPlan, type PlanSegment, timelineOf } from './timeline.ts';

/** How many assignments of one client may not be over. */
export const MOST_OPEN_ASSIGNMENTS = 12;

/** How many may not be over, or have been over for at most 90 days: all of them are read to tell a client's adherence. */
export const MOST_RECENT_ASSIGNMENTS = 60;

/** Where an assignment stands on a date; `completed` and `stopped` are final. */
export type AssignmentStatus = 'scheduled' | 'active' | 'paused' | 'completed' | 'stopped';

/** Why a change to an assignment is refused. */
export type AssignmentProblem =
  | 'assignment_ended'
  | 'assignment_not_active'
  | 'assignment_not_paused'
  | 'effective_date_out_of_range'
  | 'unknown_activity';

/** The plan after a change, or why there is none. */
export type PlanChange = { ok: true; plan: AssignmentPlan } | { ok: false; problem: AssignmentProblem };

const refuse = (problem: AssignmentProblem): PlanChange => ({ ok: false, problem });
const accept = (plan: AssignmentPlan): PlanChange => ({ ok: true, plan });

/** The status of a plan on the client's date `today`; a plan that was stopped after its last day is `completed`. */
export function assignmentStatus(plan: AssignmentPlan, today: LocalDate): AssignmentStatus {
  const day = protocolDayOf(plan, today);
  if (day === 'before') return 'scheduled';
  if (day === 'paused') return 'paused';
  return day === 'after' ? timelineOf(plan).over!.reason : 'active';
}

// Days that have passed stay as they were, so that adherence already counted never changes behind the client's back.
function problemOfChange(plan: AssignmentPlan, fromDate: LocalDate, today: LocalDate) {
  const ended = [today, fromDate].some((date) => protocolDayOf(plan, date) === 'after');
  if (plan.stoppedOn !== null || ended) return 'assignment_ended';
  return fromDate < today ? 'effective_date_out_of_range' : null;
}

/**
 * Pauses a running plan from a date, today at the earliest, until `toDate` (the first day that runs again) or, when null,
 * until it is resumed. Pauses that were to start within it give way to it.
 * Refused with `assignment_ended`, `assignment_not_active` or `effective_date_out_of_range`.
 */
export function pause(
  plan: AssignmentPlan,
  fromDate: LocalDate,
  today: LocalDate,
  toDate: LocalDate | null = null,
): PlanChange {
  const problem = problemOfChange(plan, fromDate, today);
  if (problem) return refuse(problem);
  if (typeof protocolDayOf(plan, fromDate) !== 'number') return refuse('assignment_not_active');
  if (toDate !== null && toDate <= fromDate) return refuse('effective_date_out_of_range');
  const kept = plan.pauses.filter(
    (known) => known.fromDate < fromDate || (toDate !== null && known.fromDate >= toDate),
  );
  return accept({ ...plan, pauses: byFromDate([...kept, { fromDate, toDate }]) });
}

/**
 * Ends the pause that covers a date, today at the earliest: that date runs again. A pause that ends on its first date is gone.
 * Refused with `assignment_ended`, `effective_date_out_of_range` or `assignment_not_paused`.
 */
export function resume(plan: AssignmentPlan, date: LocalDate, today: LocalDate): PlanChange {
  const problem = problemOfChange(plan, date, today);
  if (problem) return refuse(problem);
  if (protocolDayOf(plan, date) !== 'paused') return refuse('assignment_not_paused');
  const pauses = plan.pauses
    .map((known) => {
      const covers = known.fromDate <= date && (known.toDate === null || known.toDate > date);
      return covers ? { ...known, toDate: date } : known;
    })
    .filter((known) => known.fromDate !== known.toDate);
  return accept({ ...plan, pauses });
}

/**
 * Stops a plan for good: `fromDate`, today at the earliest, is the first date without occurrences.
 * Refused with `assignment_ended` or `effective_date_out_of_range`.
 */
export function stop(plan: AssignmentPlan, fromDate: LocalDate, today: LocalDate): PlanChange {
  const problem = problemOfChange(plan, fromDate, today);
  return problem ? refuse(problem) : accept({ ...plan, stoppedOn: fromDate });
}

/**
 * Moves a plan to another version from a date, today at the earliest; a plan not yet started moves as a whole. The day number and
 * the overrides of activities that still exist carry over; the days before keep their version; changes planned for later give way.
 * A plan that a move has ended goes on where it was: the move is taken back, and the dates since then count as paused.
 * Refused with `assignment_ended` or `effective_date_out_of_range`.
 */
export function changeVersion(
  plan: AssignmentPlan,
  fromDate: LocalDate,
  version: { versionNumber: number; content: ScheduledContent },
  today: LocalDate,
): PlanChange {
  const ending = moveThatEnded(plan, today);
  const going = ending ? withoutMove(plan, ending, fromDate) : plan;
  const problem = problemOfChange(going, fromDate, today);
  if (problem) return refuse(problem);
  const effectiveFrom = fromDate < plan.startDate ? plan.startDate : fromDate;
  const { versionNumber, content } = version;
  const inForce = segmentOn(going, effectiveFrom);
  if (ending && inForce.versionNumber === versionNumber) return accept(going);
  const overrides = overridesWithin(content, inForce.overrides);
  const earlier = going.segments.filter((segment) => segment.fromDate < effectiveFrom);
  return accept({
    ...going,
    segments: [...earlier, { fromDate: effectiveFrom, versionNumber, content, overrides }],
    replaced: replacedBy(going, effectiveFrom, today),
  });
}

/**
 * The version that a plan was on before it was moved to one that was over already, and so ended; null where it has not ended that way.
 * `changeVersion` can take such a move back.
 */
export function versionBeforeEnd(plan: AssignmentPlan, today: LocalDate): number | null {
  const ending = moveThatEnded(plan, today);
  return ending && segmentOn(withoutMove(plan, ending, today), today).versionNumber;
}

/** The last segment, where the plan would go on without it. */
function moveThatEnded(plan: AssignmentPlan, today: LocalDate): PlanSegment | null {
  const move = plan.segments.at(-1)!;
  if (plan.stoppedOn !== null || plan.segments.length === 1 || move.fromDate > today) return null;
  const isEnd = (segments: PlanSegment[]) => protocolDayOf({ ...plan, segments }, move.fromDate) === 'after';
  return isEnd(plan.segments) && !isEnd(plan.segments.slice(0, -1)) ? move : null;
}

/** A plan as it was before a move ended it, going on from `fromDate`. */
function withoutMove(plan: AssignmentPlan, move: PlanSegment, fromDate: LocalDate): AssignmentPlan {
  const gaveWay = plan.replaced?.findLast((segment) => segment.fromDate === move.fromDate);
  const earlier = plan.pauses.filter((pause) => pause.fromDate < move.fromDate);
  const since = { fromDate: move.fromDate, toDate: fromDate };
  return {
    ...plan,
    segments: [...plan.segments.slice(0, -1), ...(gaveWay ? [gaveWay] : [])],
    pauses: fromDate > move.fromDate ? [...earlier, since] : plan.pauses,
  };
}

/**
 * Replaces the client's overrides from a date on, today at the earliest, also for a version change already planned.
 * Refused with `assignment_ended`, `effective_date_out_of_range` or `unknown_activity`.
 */
export function changeOverrides(
  plan: AssignmentPlan,
  fromDate: LocalDate,
  overrides: ActivityOverride[],
  today: LocalDate,
): PlanChange {
  const problem = problemOfChange(plan, fromDate, today);
  if (problem) return refuse(problem);
  const effectiveFrom = fromDate < plan.startDate ? plan.startDate : fromDate;
  const inForce = segmentOn(plan, effectiveFrom);
  if (overridesWithin(inForce.content, overrides).length < overrides.length)
    return refuse('unknown_activity');
  const earlier = plan.segments.filter((segment) => segment.fromDate < effectiveFrom);
  const later = plan.segments
    .filter((segment) => segment.fromDate > effectiveFrom)
    .map((segment) => ({ ...segment, overrides: overridesWithin(segment.content, overrides) }));
  return accept({
    ...plan,
    segments: [...earlier, { ...inForce, fromDate: effectiveFrom, overrides }, ...later],
    replaced: replacedBy(plan, effectiveFrom, today),
  });
}

// Tomorrow may have begun somewhere, and have been answered there.
function replacedBy(plan: AssignmentPlan, effectiveFrom: LocalDate, today: LocalDate): PlanSegment[] {
  const earlier = plan.replaced ?? [];
  if (effectiveFrom > addDays(today, 1)) return earlier;
  return [...earlier, ...plan.segments.filter(({ fromDate }) => fromDate === effectiveFrom)];
}

function segmentOn(plan: AssignmentPlan, date: LocalDate): PlanSegment {
  return plan.segments.findLast((segment) => segment.fromDate <= date)!;
}

function overridesWithin(content: ScheduledContent, overrides: ActivityOverride[]): ActivityOverride[] {
  const known = new Set(content.activities.map(({ id }) => id));
  return overrides.filter(({ activityId }) => known.has(activityId));
}

function byFromDate<T extends { fromDate: LocalDate }>(list: T[]): T[] {
  return list.sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
}
