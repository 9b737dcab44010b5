import type {
  Activity,
  ClientDay,
  ClientPlan,
  LocalDate,
  PlanActivity,
  PlanItem,
  TodayItem,
} from '@healthprotocol/contracts';
import { type OccurrenceState, protocolDayOf } from '@healthprotocol/domain';
import type { ClientCalendar, PlannedAssignment } from '../plans/index.ts';
import { type Day, type PlannedStretch, standing } from './days.policy.ts';

function presentActivity(assignmentId: string, activity: Activity): PlanActivity {
  return {
    assignmentId,
    activityId: activity.id,
    kind: activity.kind,
    title: activity.title,
    instructions: activity.instructions,
    dose: activity.dose,
    target: activity.target,
    measures: activity.measures,
    questionnaire: activity.questionnaire,
  };
}

/**
 * Presents each activity once, and gives the position of one that was presented before. One that was changed today is presented as it
 * is, and as it was when it was answered.
 */
function activitiesOnce(): {
  list: PlanActivity[];
  positionOf(assignmentId: string, activity: Activity): number;
} {
  const list: PlanActivity[] = [];
  const positions = new Map<string, Map<Activity, number>>();
  const positionOf = (assignmentId: string, activity: Activity) => {
    const ofAssignment = positions.get(assignmentId) ?? new Map<Activity, number>();
    const known = ofAssignment.get(activity);
    if (known !== undefined) return known;
    positions.set(assignmentId, ofAssignment.set(activity, list.length));
    return list.push(presentActivity(assignmentId, activity)) - 1;
  };
  return { list, positionOf };
}

// An open slot has not come to its end, which is what `later` says.
function presentState(state: OccurrenceState): TodayItem['state'] {
  return state === 'open' ? 'later' : state;
}

function presentDayAssignment(planned: PlannedAssignment, date: LocalDate): ClientDay['assignments'][number] {
  const { content, protocolDay, phaseTitles, status } = standing(planned, date);
  return {
    id: planned.id,
    title: content.title,
    protocolDay,
    durationDays: content.durationDays,
    phaseTitles,
    status,
  };
}

/** An assignment that is over on a date shows on it only with what was answered there. */
function isShown(
  { plan }: PlannedAssignment,
  { localDate, asNeeded }: Day['view'],
  items: Day['items'],
): boolean {
  const isOf = ({ assignmentId }: { assignmentId: string }) => assignmentId === plan.assignmentId;
  const isAnswered = items.some(({ occurrence }) => isOf(occurrence)) || asNeeded.some(isOf);
  return isAnswered || protocolDayOf(plan, localDate) !== 'after';
}

export function presentDay(
  { view, items, adherence }: Day,
  facts: {
    planned: readonly PlannedAssignment[];
    calendar: ClientCalendar;
    earliestDate: LocalDate;
    streakDays: number;
  },
): ClientDay {
  const { calendar } = facts;
  const { list, positionOf } = activitiesOnce();
  const presented = {
    items: items.map(({ occurrence, checkIn, state }) => ({
      activity: positionOf(occurrence.assignmentId, occurrence.activity),
      slot: occurrence.slot,
      state: presentState(state),
      checkIn,
    })),
    asNeeded: view.asNeeded.map(({ assignmentId, activity, maxPerDay, uses }) => ({
      activity: positionOf(assignmentId, activity),
      maxPerDay,
      checkIns: uses,
    })),
  };
  return {
    date: view.localDate,
    today: calendar.now.today,
    earliestDate: facts.earliestDate,
    timeZone: calendar.timeZone,
    dayStartHour: calendar.dayStartHour,
    assignments: facts.planned
      .filter((planned) => isShown(planned, view, items))
      .map((planned) => presentDayAssignment(planned, view.localDate)),
    activities: list,
    ...presented,
    adherence,
    done: view.tally.done,
    total: items.length,
    streakDays: facts.streakDays,
  };
}

export function presentPlanItem(planned: PlannedAssignment, today: LocalDate): PlanItem {
  const { content, protocolDay, status, lastDate } = standing(planned, today);
  return {
    assignmentId: planned.id,
    title: content.title,
    description: content.description,
    content: content.content,
    status,
    startDate: planned.plan.startDate,
    lastDate,
    protocolDay,
    durationDays: content.durationDays,
    phases: content.phases,
    goals: content.goals,
    practitioner: planned.createdBy,
    evidence: content.evidence,
    library: content.library,
  };
}

export function presentStretch({
  activities,
  days,
}: PlannedStretch): Pick<ClientPlan, 'activities' | 'days'> {
  return {
    activities: activities.map(({ assignmentId, activity }) => ({
      ...presentActivity(assignmentId, activity),
      slots: activity.schedule.slots,
    })),
    days: days.map(({ date, activities: due, due: total, done }) => ({
      date,
      activities: due,
      due: total,
      done,
    })),
  };
}
