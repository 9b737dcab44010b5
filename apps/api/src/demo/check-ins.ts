import type { CheckInEntry, LocalDate } from '@healthprotocol/contracts';
import {
  type AssignmentPlan,
  addDays,
  asNeededOn,
  asNeededSlot,
  daysBetween,
  expand,
  instantOf,
  localDateOf,
  type Occurrence,
  type OccurrenceIdentity,
  slotTime,
  weekdayOf,
} from '@healthprotocol/domain';
import { type CheckInContent, contentOf, isOutOfTarget } from '../features/check-ins/index.ts';
import { type Answering, answerTo } from './answers.ts';
import type { DemoAssignment } from './assignments.ts';
import { type Random, randomOf } from './random.ts';
import { answeredShare } from './stories.ts';

/** A check-in as it is kept, with who sent it and when it arrived. */
export type DemoCheckIn = CheckInContent & {
  clientId: string;
  outOfTarget: boolean;
  receivedAt: Date;
  onBehalf: boolean;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Effects of a protocol have set in after this many days. */
const EFFECT_DAYS = 60;
/** Values of the last days are in the target, but for those clients whose story it is that they are not. */
const CALM_DAYS = 8;
const WEEKEND = ['sat', 'sun'];

type Way = 'at_once' | 'later' | 'on_behalf';
type Diary = { assignment: DemoAssignment; random: Random; now: Date; makeId: () => string };

/** What a client has said of an assignment until now, in the order in which it was recorded. */
export function checkInsOf(
  seed: number,
  assignment: DemoAssignment,
  now: Date,
  makeId: () => string,
): DemoCheckIn[] {
  const { client, plan } = assignment;
  const random = randomOf(seed, client.key, plan.startDate, assignment.protocolKey);
  const diary = { assignment, random, now, makeId };
  const due = expand(plan, plan.startDate, client.today, client.dayStartHour);
  return [...Map.groupBy(due, ({ localDate }) => localDate)].flatMap(([date, occurrences]) =>
    checkInsOn(diary, date, occurrences),
  );
}

function checkInsOn(diary: Diary, date: LocalDate, due: readonly Occurrence[]): DemoCheckIn[] {
  const { assignment, random } = diary;
  const { client, plan, story, silentSince } = assignment;
  const daysAgo = daysBetween(date, client.today);
  if (client.shown && daysAgo === 0) return [];
  const share = answeredShare(story, { daysAgo, weekday: weekdayOf(date), silentSince });
  // Some days are missed as a whole, others in part.
  if (!random.chance(Math.sqrt(share))) return [];
  const way = wayOf(diary, date);
  const answering: Answering = {
    random,
    clientKey: client.key,
    units: client.units,
    story,
    daysAgo,
    progress: Math.min(1, daysBetween(plan.startDate, date) / EFFECT_DAYS),
    isCalm: daysAgo <= CALM_DAYS && story !== 'out_of_target',
    onBehalf: way === 'on_behalf',
  };
  const answered = due.filter(
    (occurrence) => mustAnswer(occurrence, answering) || random.chance(Math.sqrt(share)),
  );
  const minutesAfter = random.int(6, 95);
  const scheduled = answered.flatMap((occurrence, index) => {
    const at = momentOf(diary, occurrence, way, minutesAfter) + index * random.int(9, 40) * 1000;
    return at > diary.now.getTime() ? [] : sayings(diary, occurrence, at, answering);
  });
  return [...scheduled, ...usesOf(diary, date, plan, answering)];
}

/** What makes a client's story must have happened. */
function mustAnswer({ activity: { measures, kind } }: Occurrence, { story, daysAgo }: Answering): boolean {
  if (daysAgo > 6) return false;
  if (story === 'out_of_target')
    return measures?.some((one) => 'targetHigh' in one || 'targetLow' in one) ?? false;
  return story === 'side_effect' && kind === 'medication';
}

function wayOf({ assignment: { client }, random }: Diary, date: LocalDate): Way {
  if (client.login !== 'active') return 'on_behalf';
  if (random.chance(0.05)) return 'later';
  // Today's check-ins are the client's own.
  return date < client.today && random.chance(0.006) ? 'on_behalf' : 'at_once';
}

// When it was recorded: after its slot, on one of the next evenings, or in the practice's call on the next working day.
function momentOf(
  { assignment, random, now }: Diary,
  due: OccurrenceIdentity,
  way: Way,
  minutesAfter: number,
) {
  const { timeZone, dayStartHour } = assignment.client;
  const { localDate, slot } = due;
  const atOnce = instantAt(
    localDate,
    slot.startsWith('as-needed') ? '15:00' : slotTime(slot),
    timeZone,
    dayStartHour,
  );
  if (way === 'on_behalf') {
    let call = addDays(localDate, 1);
    while (WEEKEND.includes(weekdayOf(call))) call = addDays(call, 1);
    return instantAt(call, '09:00', timeZone, dayStartHour) + minutesAfter * MINUTE_MS;
  }
  const later = instantAt(addDays(localDate, random.int(1, 2)), '19:30', timeZone, dayStartHour);
  const at = way === 'later' && later + 100 * MINUTE_MS < now.getTime() ? later : atOnce;
  return at + minutesAfter * MINUTE_MS;
}

const noons = new Map<string, number>();

// Calculated from noon, which is looked up once for each date and zone; on days of a clock change it is an hour off.
function instantAt(date: LocalDate, time: string, timeZone: string, dayStartHour: number): number {
  const key = `${date} ${timeZone}`;
  let noon = noons.get(key);
  if (noon === undefined) {
    noon = instantOf(date, '12:00', timeZone, 0);
    noons.set(key, noon);
  }
  const hour = Number(time.slice(0, 2)) + (Number(time.slice(0, 2)) < dayStartHour ? 24 : 0);
  return noon + (hour - 12) * HOUR_MS + Number(time.slice(3, 5)) * MINUTE_MS;
}

/** Mostly one check-in; now and then something is said twice, or taken back. */
function sayings(diary: Diary, due: Occurrence, at: number, answering: Answering): DemoCheckIn[] {
  const { random, now } = diary;
  const say = (moment: number, said: Partial<CheckInEntry>) => keep(diary, due, moment, said, answering);
  const first = say(at, answerTo(due, answering));
  const later = at + random.int(2, 170) * MINUTE_MS;
  const changesMind = random.int(1, 1000);
  // The last days stay as they were said first, so that a client's story is not lost.
  if (later > now.getTime() || answering.daysAgo <= CALM_DAYS || changesMind > 26) return [first];
  if (changesMind > 10) return [first, say(later, answerTo(due, answering))];
  const undone = say(later, { status: 'undone' });
  const again = later + 3 * MINUTE_MS;
  return changesMind > 5 || again > now.getTime()
    ? [first, undone]
    : [first, undone, say(again, answerTo(due, answering))];
}

/** Uses of as-needed activities, on some days. */
function usesOf(diary: Diary, date: LocalDate, plan: AssignmentPlan, answering: Answering): DemoCheckIn[] {
  const { random, now } = diary;
  if (answering.onBehalf || !random.chance(0.25)) return [];
  return asNeededOn(plan, date).flatMap(({ activity, maxPerDay }) => {
    if (!random.chance(0.5)) return [];
    const uses = random.int(1, Math.min(3, maxPerDay));
    return Array.from({ length: uses }, (_, index) => {
      const due = {
        assignmentId: plan.assignmentId,
        activityId: activity.id,
        localDate: date,
        slot: asNeededSlot(index + 1),
      };
      const at = momentOf(diary, due, 'at_once', random.int(-240, 0) + 130 * index);
      return at > now.getTime() ? [] : [keep(diary, { ...due, activity }, at, { status: 'done' }, answering)];
    }).flat();
  });
}

function keep(
  { assignment: { client }, random, now, makeId }: Diary,
  { activity, ...due }: OccurrenceIdentity & Pick<Occurrence, 'activity'>,
  moment: number,
  said: Partial<CheckInEntry>,
  { onBehalf }: Answering,
): DemoCheckIn {
  const { assignmentId, activityId, localDate, slot } = due;
  const entry: CheckInEntry = {
    id: makeId(),
    assignmentId,
    activityId,
    localDate,
    slot,
    status: 'done',
    ...said,
    recordedAt: new Date(moment).toISOString(),
  };
  // A phone without a network hands over later what was recorded in time.
  const delayMs = random.chance(0.03) ? random.int(1, 20) * HOUR_MS : random.int(300, 4000);
  const receivedAt = new Date(Math.min(moment + delayMs, now.getTime()));
  return {
    ...contentOf(entry, receivedAt),
    clientId: client.id,
    outOfTarget: isOutOfTarget(entry, activity),
    receivedAt,
    onBehalf,
  };
}

/** The client's date on which a check-in arrived, by which the rules judge it. */
export function dateOfArrival({ client }: DemoAssignment, { receivedAt }: DemoCheckIn): LocalDate {
  return localDateOf(receivedAt, client.timeZone, client.dayStartHour);
}
