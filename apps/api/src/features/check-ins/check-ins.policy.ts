import type {
  Activity,
  CheckInEntry,
  CheckInOutcome,
  Measure,
  Reading,
  SkipReason,
} from '@healthprotocol/contracts';
import {
  type AssignmentPlan,
  activityDue,
  answeredActivity,
  checkInProblem,
  convertUnit,
  type LocalNow,
  outOfTarget,
  readingsProblem,
  substanceOf,
} from '@healthprotocol/domain';

/** How many days back a practitioner may enter for a client, where the organization does not allow even more to everybody. */
export const ENTRY_WINDOW_ON_BEHALF_DAYS = 30;

export type RefusalCode = NonNullable<CheckInOutcome['code']>;

/** How many days back somebody may enter. */
export function entryWindowDays(organizationWindowDays: number, onBehalf: boolean): number {
  return onBehalf ? Math.max(organizationWindowDays, ENTRY_WINDOW_ON_BEHALF_DAYS) : organizationWindowDays;
}

/** Why an entry is refused, or the activity that it answers. `isAnswered`: its occurrence has an answer in force. */
export function judgeEntry(
  entry: CheckInEntry,
  plan: AssignmentPlan | undefined,
  { today }: LocalNow,
  windowDays: number,
  isAnswered: boolean,
): { code: RefusalCode } | { code: null; activity: Activity } {
  if (!plan) return { code: 'not_found' };
  const problem = checkInProblem(entry, plan, today, windowDays, isAnswered);
  if (problem) return { code: problem };
  const activity = activityDue(plan, entry) ?? answeredActivity(plan, entry).activity;
  const code = valueProblem(entry, activity);
  return code ? { code } : { code: null, activity };
}

// What was measured must belong to the activity; only what is said to be done needs all of it.
function valueProblem(entry: CheckInEntry, activity: Activity): RefusalCode | null {
  const measures = activity.measures ?? [];
  const readings = entry.readings ?? [];
  const known = new Set(measures.map(({ loinc }) => loinc));
  if (readings.some(({ loinc }) => !known.has(loinc))) return 'reading_missing';
  const asked =
    entry.status === 'done'
      ? measures
      : measures.filter(({ loinc }) => readings.some((reading) => reading.loinc === loinc));
  return readingsProblem(asked, entry) ?? scoreProblem(entry, activity);
}

function scoreProblem({ status, score }: CheckInEntry, { questionnaire }: Activity): RefusalCode | null {
  if (!questionnaire) return null;
  if (score === undefined) return status === 'done' ? 'reading_missing' : null;
  return score >= questionnaire.minScore && score <= questionnaire.maxScore ? null : 'reading_implausible';
}

/** A reading in the unit of its measure; null when it has none or does not convert. */
export function readingInUnitOf(measure: Measure, readings: readonly Reading[]): number | null {
  const reading = readings.find(({ loinc }) => loinc === measure.loinc);
  return reading ? convertUnit(reading.value, reading.unit, measure.unit, substanceOf(measure.loinc)) : null;
}

/** True when an entry reports a value outside what the activity aims at, so that a practitioner should see it. */
export function isOutOfTarget({ status, readings = [] }: CheckInEntry, { measures = [] }: Activity): boolean {
  if (status !== 'done' && status !== 'partly') return false;
  return measures.some((measure) => {
    const value = readingInUnitOf(measure, readings);
    return value !== null && outOfTarget(measure, value) !== null;
  });
}

/** What a check-in says, in the form in which it is kept; two with the same id must agree in all of it. */
export type CheckInContent = Pick<
  CheckInEntry,
  'id' | 'assignmentId' | 'activityId' | 'localDate' | 'slot' | 'status'
> & {
  amount: number | null;
  readings: Reading[];
  score: number | null;
  skipReason: SkipReason | null;
  note: string;
  recordedAt: Date;
};

/** An entry as it is kept. A device whose clock is ahead cannot outlive later entries: `recordedAt` is at most the moment of arrival. */
export function contentOf(entry: CheckInEntry, receivedAt: Date): CheckInContent {
  return {
    id: entry.id,
    assignmentId: entry.assignmentId,
    activityId: entry.activityId,
    localDate: entry.localDate,
    slot: entry.slot,
    status: entry.status,
    amount: entry.amount ?? null,
    readings: entry.readings ?? [],
    score: entry.score ?? null,
    skipReason: entry.skipReason ?? null,
    note: entry.note ?? '',
    recordedAt: new Date(Math.min(Date.parse(entry.recordedAt), receivedAt.getTime())),
  };
}

/** True when an entry is the same as what is kept under its id. */
export function isRepeatOf(entry: CheckInEntry, known: CheckInContent & { receivedAt: Date }): boolean {
  const sent = contentOf(entry, known.receivedAt);
  return fingerprint(sent) === fingerprint(known);
}

function fingerprint(content: CheckInContent): string {
  const readings = content.readings.map(({ loinc, value, unit }) => [loinc, value, unit]);
  return JSON.stringify([
    content.assignmentId,
    content.activityId,
    content.localDate,
    content.slot,
    content.status,
    content.amount,
    readings,
    content.score,
    content.skipReason,
    content.note,
    content.recordedAt.getTime(),
  ]);
}
