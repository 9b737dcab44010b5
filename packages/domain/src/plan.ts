import type { Activity, ActivityOverride, LocalDate, OccurrenceSlot } from '@healthprotocol/contracts';
import { eachDueDay } from './due-days.ts';
import { addDays, dateOfEpochDay, epochDayOf, weekdayOfEpochDay } from './local-date.ts';
import { asNeededSlot, type OccurrenceIdentity } from './occurrence.ts';
import { recurrenceTest, type ScheduledContent } from './schedule.ts';
import { compareSlots } from './slots.ts';
import { type AssignmentPlan, type PlanSegment, type Stretch, timelineOf } from './timeline.ts';

export * from './occurrence.ts';

/** One due activity on one local date in one slot, with the client's overrides applied to `activity`. */
export type Occurrence = OccurrenceIdentity & {
  protocolDay: number;
  versionNumber: number;
  activity: Activity;
};

/** An as-needed activity that may be used on a date, up to `maxPerDay` times. */
export type AsNeededActivity = {
  assignmentId: string;
  localDate: LocalDate;
  protocolDay: number;
  versionNumber: number;
  activity: Activity;
  maxPerDay: number;
};

/** The protocol day that falls on a date, or why there is none: before the start, paused, or after the end. */
export function protocolDayOf(plan: AssignmentPlan, date: LocalDate): number | 'before' | 'paused' | 'after' {
  const { stretches, over } = timelineOf(plan);
  const epochDay = epochDayOf(date);
  if (over && epochDay >= over.from) return 'after';
  if (date < plan.startDate) return 'before';
  const stretch = stretches.find(({ first, end }) => first <= epochDay && epochDay < end);
  return stretch ? stretch.firstProtocolDay + epochDay - stretch.first : 'paused';
}

/** The last date that belongs to the plan; null while an open pause leaves it unknown or when it was stopped before it started. */
export function lastDate(plan: AssignmentPlan): LocalDate | null {
  const { over } = timelineOf(plan);
  if (!over) return null;
  const last = dateOfEpochDay(over.from - 1);
  return last < plan.startDate ? null : last;
}

/** The last date on which each segment is followed, in their order; null without end. */
export function lastDatesOfSegments(plan: AssignmentPlan): (LocalDate | null)[] {
  const end = lastDate(plan) ?? (plan.stoppedOn === null ? null : addDays(plan.stoppedOn, -1));
  return plan.segments.map((_, index) => {
    const next = plan.segments[index + 1];
    if (!next) return end;
    const dayBefore = addDays(next.fromDate, -1);
    return end !== null && end < dayBefore ? end : dayBefore;
  });
}

/** The activities of a version as one client has them: left-out ones removed, slots and doses replaced. As-needed ones keep having no slots. */
export function overriddenActivities(
  content: ScheduledContent,
  overrides: readonly ActivityOverride[],
): Activity[] {
  const byActivity = new Map(overrides.map((override) => [override.activityId, override]));
  return content.activities.flatMap((activity) => {
    const override = byActivity.get(activity.id);
    if (!override) return [activity];
    if (override.included === false) return [];
    const slots = activity.schedule.recurrence.type === 'as_needed' ? undefined : override.slots;
    return [
      {
        ...activity,
        ...(override.dose && { dose: override.dose }),
        ...(slots && { schedule: { ...activity.schedule, slots } }),
      },
    ];
  });
}

type DailyEntry = { slot: OccurrenceSlot; activity: Activity; isDue: ReturnType<typeof recurrenceTest> };

// Every slot of every activity in the order of a day, so that expanding a day neither sorts nor searches.
function prepareEntries({ content, overrides }: PlanSegment, dayStartHour: number): DailyEntry[] {
  return overriddenActivities(content, overrides)
    .flatMap((activity) => {
      const isDue = recurrenceTest(activity, content);
      return activity.schedule.slots.map((slot) => ({ slot, activity, isDue }));
    })
    .sort((a, b) => compareSlots(a.slot, b.slot, dayStartHour));
}

/** Entries by day-start hour, as long as the content is in use. */
const prepared = new WeakMap<ScheduledContent, Map<number, DailyEntry[]>>();

// Content is never changed in place and most clients follow it without overrides, so all of them share what was prepared once.
function dailyEntries(segment: PlanSegment, dayStartHour: number): DailyEntry[] {
  if (segment.overrides.length > 0) return prepareEntries(segment, dayStartHour);
  const known = prepared.get(segment.content) ?? new Map<number, DailyEntry[]>();
  const entries = known.get(dayStartHour) ?? prepareEntries(segment, dayStartHour);
  prepared.set(segment.content, known.set(dayStartHour, entries));
  return entries;
}

/** The activities that are due on dates from `from` to `to`, each once for each way in which it was changed, and which on which date. */
export type LaidOut = { activities: Activity[]; byDate: Map<LocalDate, number[]> };

/** Lays a plan out without expanding it: dates refer to activities by their position. Dates with nothing due are absent. */
export function layOut(plan: AssignmentPlan, from: LocalDate, to: LocalDate): LaidOut {
  const positions = new Map<Activity, number>();
  const byDay = new Map<number, number[]>();
  eachDue(plan, from, to, (activity, epochDay) => {
    const position = positions.get(activity) ?? positions.size;
    positions.set(activity, position);
    const due = byDay.get(epochDay);
    if (due) due.push(position);
    else byDay.set(epochDay, [position]);
  });
  const byDate = new Map([...byDay].map(([epochDay, due]) => [dateOfEpochDay(epochDay), due]));
  return { activities: [...positions.keys()], byDate };
}

/** How many occurrences each date has from `from` to `to`, in order of the dates; dates without any are absent. */
export function countDue(plan: AssignmentPlan, from: LocalDate, to: LocalDate): Map<LocalDate, number> {
  const counts = new Map<number, number>();
  eachDue(plan, from, to, ({ schedule }, epochDay) => {
    counts.set(epochDay, (counts.get(epochDay) ?? 0) + schedule.slots.length);
  });
  const inOrder = [...counts].sort(([a], [b]) => a - b);
  return new Map(inOrder.map(([epochDay, count]) => [dateOfEpochDay(epochDay), count]));
}

function eachDue(
  plan: AssignmentPlan,
  from: LocalDate,
  to: LocalDate,
  visit: (activity: Activity, epochDay: number) => void,
): void {
  const activitiesOf = new Map<PlanSegment, Activity[]>();
  for (const { first, end, firstProtocolDay, segment } of timelineOf(plan).stretches) {
    const dayZero = first - firstProtocolDay;
    const limits = {
      firstDay: Math.max(first, epochDayOf(from)) - dayZero,
      lastDay: Math.min(end - 1, epochDayOf(to)) - dayZero,
    };
    if (limits.firstDay > limits.lastDay) continue;
    const { content, overrides } = segment;
    const activities = activitiesOf.get(segment) ?? overriddenActivities(content, overrides);
    activitiesOf.set(segment, activities);
    for (const activity of activities)
      eachDueDay(activity, content, dayZero, limits, (day) => visit(activity, dayZero + day));
  }
}

/** The activity that an occurrence's identity names, or a use of an as-needed one; undefined where none is due then. */
export function activityDue(plan: AssignmentPlan, identity: OccurrenceIdentity): Activity | undefined {
  const { activityId, localDate, slot } = identity;
  if (identity.assignmentId !== plan.assignmentId) return undefined;
  let named: Activity | undefined;
  eachDay(timelineOf(plan).stretches, localDate, localDate, ({ epochDay, protocolDay, segment }) => {
    const { content, overrides } = segment;
    const written = content.activities.find(({ id }) => id === activityId);
    if (!written) return;
    const [activity] = overriddenActivities({ ...content, activities: [written] }, overrides);
    if (!activity || !recurrenceTest(activity, content)(protocolDay, weekdayOfEpochDay(epochDay))) return;
    if (slotsOf(activity).includes(slot)) named = activity;
  });
  return named;
}

function slotsOf({ schedule: { recurrence, slots } }: Activity): readonly OccurrenceSlot[] {
  if (recurrence.type !== 'as_needed') return slots;
  return Array.from({ length: recurrence.maxPerDay }, (_, index) => asNeededSlot(index + 1));
}

function eachDay(
  stretches: readonly Stretch[],
  from: LocalDate,
  to: LocalDate,
  visit: (day: { epochDay: number; protocolDay: number; segment: PlanSegment }) => void,
): void {
  const first = epochDayOf(from);
  const last = epochDayOf(to);
  for (const stretch of stretches) {
    const end = Math.min(stretch.end - 1, last);
    for (let epochDay = Math.max(stretch.first, first); epochDay <= end; epochDay++) {
      const protocolDay = stretch.firstProtocolDay + epochDay - stretch.first;
      visit({ epochDay, protocolDay, segment: stretch.segment });
    }
  }
}

/**
 * The occurrences of a plan from one date to another, both included, by date, then slot (times before the day-start hour come
 * last; see `compareSlots`), then the activities' order. As-needed activities have none; see `asNeededOn`.
 */
export function expand(plan: AssignmentPlan, from: LocalDate, to: LocalDate, dayStartHour = 0): Occurrence[] {
  const { assignmentId } = plan;
  const occurrences: Occurrence[] = [];
  const entriesOf = new Map<PlanSegment, DailyEntry[]>();
  eachDay(timelineOf(plan).stretches, from, to, ({ epochDay, protocolDay, segment }) => {
    let entries = entriesOf.get(segment);
    if (!entries) {
      entries = dailyEntries(segment, dayStartHour);
      entriesOf.set(segment, entries);
    }
    const localDate = dateOfEpochDay(epochDay);
    const weekday = weekdayOfEpochDay(epochDay);
    const { versionNumber } = segment;
    for (const { slot, activity, isDue } of entries) {
      if (isDue(protocolDay, weekday)) {
        const activityId = activity.id;
        occurrences.push({
          assignmentId,
          activityId,
          localDate,
          slot,
          protocolDay,
          versionNumber,
          activity,
        });
      }
    }
  });
  return occurrences;
}

/** The as-needed activities of a plan that may be used on a date, in the activities' order. */
export function asNeededOn(plan: AssignmentPlan, date: LocalDate): AsNeededActivity[] {
  const available: AsNeededActivity[] = [];
  eachDay(timelineOf(plan).stretches, date, date, ({ epochDay, protocolDay, segment }) => {
    const weekday = weekdayOfEpochDay(epochDay);
    for (const activity of overriddenActivities(segment.content, segment.overrides)) {
      const { recurrence } = activity.schedule;
      if (recurrence.type !== 'as_needed') continue;
      if (!recurrenceTest(activity, segment.content)(protocolDay, weekday)) continue;
      available.push({
        assignmentId: plan.assignmentId,
        localDate: date,
        protocolDay,
        versionNumber: segment.versionNumber,
        activity,
        maxPerDay: recurrence.maxPerDay,
      });
    }
  });
  return available;
}
