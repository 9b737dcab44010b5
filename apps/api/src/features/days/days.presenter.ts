import type {
  Activity,
  AsNeededItem,
  CheckIn,
  ClientDay,
  ClientPlan,
  LocalDate,
  PlanItem,
  TodayItem,
} from '@healthprotocol/contracts';
import type { DayItem, AsNeededItem as DomainAsNeededItem, OccurrenceState } from '@healthprotocol/domain';
import type { ClientCalendar, PlannedAssignment } from '../plans/index.ts';
import { type Day, type PlannedDay, standing } from './days.policy.ts';

function presentActivity(assignmentId: string, activity: Activity) {
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

// An open slot has not come to its end, which is what `later` says.
function presentState(state: OccurrenceState): TodayItem['state'] {
  return state === 'open' ? 'later' : state;
}

function presentItem({ occurrence, checkIn, state }: DayItem<CheckIn>): TodayItem {
  return {
    ...presentActivity(occurrence.assignmentId, occurrence.activity),
    slot: occurrence.slot,
    state: presentState(state),
    checkIn,
  };
}

function presentAsNeeded(item: DomainAsNeededItem<CheckIn>): AsNeededItem {
  return {
    ...presentActivity(item.assignmentId, item.activity),
    maxPerDay: item.maxPerDay,
    checkIns: item.uses,
  };
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
  return {
    date: view.localDate,
    today: calendar.now.today,
    earliestDate: facts.earliestDate,
    timeZone: calendar.timeZone,
    dayStartHour: calendar.dayStartHour,
    assignments: facts.planned.map((planned) => presentDayAssignment(planned, view.localDate)),
    items: items.map(presentItem),
    asNeeded: view.asNeeded.map(presentAsNeeded),
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

export function presentPlanDay({ date, occurrences, due, done }: PlannedDay): ClientPlan['days'][number] {
  const items = occurrences.map(({ assignmentId, activity, slot }) => ({
    ...presentActivity(assignmentId, activity),
    slot,
  }));
  return { date, items, due, done };
}
