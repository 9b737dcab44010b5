import type { Activity, LocalDate } from '@healthprotocol/contracts';
import { isAsNeededSlot, type OccurrenceIdentity, occurrenceKey } from './occurrence.ts';
import { asNeededOn, expand, type Occurrence, overriddenActivities, protocolDayOf } from './plan.ts';
import { compareSlots } from './slots.ts';
import type { AssignmentPlan, PlanSegment } from './timeline.ts';

/** Answers in force, by `occurrenceKey`. It is not changed once it is made. */
export type Answers<C = unknown> = ReadonlyMap<string, C>;

/** What is answered, by assignment and date, as long as the answers are in use. */
const indexes = new WeakMap<Answers, Map<string, OccurrenceIdentity[]>>();

const dayKey = (assignmentId: string, localDate: LocalDate): string => `${assignmentId}/${localDate}`;

function indexOf(answers: Answers): Map<string, OccurrenceIdentity[]> {
  const known = indexes.get(answers);
  if (known) return known;
  const index = new Map<string, OccurrenceIdentity[]>();
  for (const key of answers.keys()) {
    const [assignmentId = '', activityId = '', localDate = '', slot = ''] = key.split('/');
    const ofDay = index.get(dayKey(assignmentId, localDate)) ?? [];
    ofDay.push({ assignmentId, activityId, localDate, slot });
    index.set(dayKey(assignmentId, localDate), ofDay);
  }
  indexes.set(answers, index);
  return index;
}

/** The occurrences of an assignment that are answered on a date, as-needed uses among them. */
export function answeredOn(
  answers: Answers,
  { assignmentId }: Pick<AssignmentPlan, 'assignmentId'>,
  localDate: LocalDate,
): readonly OccurrenceIdentity[] {
  return indexOf(answers).get(dayKey(assignmentId, localDate)) ?? [];
}

/** The dates from `from` to `to` on which something of an assignment that has slots is answered. */
export function datesAnswered(
  answers: Answers,
  { assignmentId }: Pick<AssignmentPlan, 'assignmentId'>,
  from: LocalDate,
  to: LocalDate,
): LocalDate[] {
  return [...indexOf(answers).values()].flatMap((ofDay) => {
    const { localDate, assignmentId: owner } = ofDay[0]!;
    const counts = owner === assignmentId && localDate >= from && localDate <= to;
    return counts && ofDay.some(({ slot }) => !isAsNeededSlot(slot)) ? [localDate] : [];
  });
}

/**
 * The occurrences of a date: what is due by the plan as it is now, and what was answered on it and is not due any more, because the
 * plan was changed on that very day. Half of today is history: an answer in force survives every change. In the order of the day.
 */
export function occurrencesOn(
  plan: AssignmentPlan,
  localDate: LocalDate,
  answers: Answers,
  dayStartHour: number,
): Occurrence[] {
  const due = expand(plan, localDate, localDate, dayStartHour);
  const answered = answeredOn(answers, plan, localDate);
  if (answered.length === 0) return due;
  const keys = new Set(due.map(occurrenceKey));
  const survivors = answered
    .filter((identity) => !isAsNeededSlot(identity.slot) && !keys.has(occurrenceKey(identity)))
    .map((identity) => survivor(plan, identity));
  if (survivors.length === 0) return due;
  return [...due, ...survivors].sort((a, b) => compareSlots(a.slot, b.slot, dayStartHour));
}

function survivor(plan: AssignmentPlan, identity: OccurrenceIdentity): Occurrence {
  const { activity, versionNumber } = answeredActivity(plan, identity);
  const day = protocolDayOf(plan, identity.localDate);
  return { ...identity, activity, versionNumber, protocolDay: typeof day === 'number' ? day : 0 };
}

/** The activity that was answered: as it was with that slot, most lately; else as it stands in a version of the plan. */
export function answeredActivity(
  plan: AssignmentPlan,
  identity: OccurrenceIdentity,
): { activity: Activity; versionNumber: number } {
  const { activityId, slot } = identity;
  const segment = answeredSegment(plan, identity);
  const activity = segment && (overridden(segment, activityId) ?? written(segment, activityId));
  return activity
    ? { activity, versionNumber: segment.versionNumber }
    : { activity: unnamed(activityId, slot), versionNumber: 0 };
}

/** The segment that an answer was given by, as far as it is known. */
function answeredSegment(
  plan: AssignmentPlan,
  { activityId, localDate, slot }: OccurrenceIdentity,
): PlanSegment | undefined {
  const begun = plan.segments.filter(({ fromDate }) => fromDate <= localDate);
  // One that gave way on the day on which it began was in force on that day alone.
  const gaveWay = (plan.replaced ?? []).filter(({ fromDate }) => fromDate === localDate);
  const latestFirst = [...begun, ...gaveWay].reverse();
  return (
    latestFirst.find((segment) => overridden(segment, activityId)?.schedule.slots.includes(slot)) ??
    [...latestFirst, ...plan.segments].find((segment) => written(segment, activityId))
  );
}

const named = (activities: readonly Activity[], activityId: string): Activity | undefined =>
  activities.find(({ id }) => id === activityId);
const written = ({ content }: PlanSegment, activityId: string) => named(content.activities, activityId);
const overridden = ({ content, overrides }: PlanSegment, activityId: string) =>
  named(overriddenActivities(content, overrides), activityId);

/**
 * A changed plan without what gave way from a date on and nobody needs: kept are the segments that something was answered by, and of
 * each day the last one, to which a change can be taken back.
 */
export function keepAnswered(plan: AssignmentPlan, from: LocalDate, answers: Answers): AssignmentPlan {
  const replaced = plan.replaced ?? [];
  const isNeeded = (segment: PlanSegment) =>
    segment === replaced.findLast(({ fromDate }) => fromDate === segment.fromDate) ||
    answeredOn(answers, plan, segment.fromDate).some(
      (identity) => answeredSegment(plan, identity) === segment,
    );
  return { ...plan, replaced: replaced.filter((segment) => segment.fromDate < from || isNeeded(segment)) };
}

// Of a version that was replaced before replaced segments were kept nothing but the key is known.
const unnamed = (id: string, slot: string): Activity => ({
  id,
  kind: 'habit',
  title: id,
  instructions: '',
  phaseId: null,
  schedule: { recurrence: { type: 'daily' }, slots: isAsNeededSlot(slot) ? [] : [slot] },
});

/**
 * Medications and supplements that were answered on a date, and that a change makes due on it again: in slots that are not answered and
 * in which they were not due before. Whoever takes them then takes them twice.
 */
export function dueAgain(
  before: AssignmentPlan,
  after: AssignmentPlan,
  localDate: LocalDate,
  answers: Answers,
): Activity[] {
  const answered = new Set(answeredOn(answers, before, localDate).map(({ activityId }) => activityId));
  if (answered.size === 0) return [];
  const known = new Set(expand(before, localDate, localDate).map(occurrenceKey));
  const again = expand(after, localDate, localDate).filter((occurrence) => {
    const key = occurrenceKey(occurrence);
    return answered.has(occurrence.activityId) && !known.has(key) && !answers.has(key);
  });
  const taken = again.map(({ activity }) => activity).filter(({ kind }) => TAKEN.has(kind));
  return [...new Map(taken.map((activity) => [activity.id, activity])).values()];
}

const TAKEN: ReadonlySet<Activity['kind']> = new Set(['medication', 'supplement']);

/** As-needed activities of a date: those that may be used, and those that were and may not be used any more. */
export function asNeededOrUsedOn(
  plan: AssignmentPlan,
  localDate: LocalDate,
  answers: Answers,
): ReturnType<typeof asNeededOn> {
  const available = asNeededOn(plan, localDate);
  const known = new Set(available.map(({ activity }) => activity.id));
  const used = answeredOn(answers, plan, localDate).filter(
    ({ slot, activityId }) => isAsNeededSlot(slot) && !known.has(activityId),
  );
  const day = protocolDayOf(plan, localDate);
  const gone = [...new Map(used.map((identity) => [identity.activityId, identity])).values()].map(
    (identity) => ({
      ...answeredActivity(plan, identity),
      assignmentId: plan.assignmentId,
      localDate,
      protocolDay: typeof day === 'number' ? day : 0,
      maxPerDay: 0,
    }),
  );
  return [...available, ...gone];
}
