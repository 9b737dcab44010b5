import type { LocalDate, Reading } from '@healthprotocol/contracts';
import { addDays } from './local-date.ts';
import { activityDue, type OccurrenceIdentity, occurrenceKey, protocolDayOf } from './plan.ts';
import type { AssignmentPlan } from './timeline.ts';

/** Why an occurrence was skipped. */
export const SKIP_REASONS = [
  'forgot',
  'side_effect',
  'unwell',
  'travelling',
  'not_available',
  'clinician_said_so',
  'other',
] as const;

/** Why an occurrence was skipped. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** How many days back a client may check in unless the organization says otherwise. */
export const DEFAULT_ENTRY_WINDOW_DAYS = 7;

/**
 * What a client said of an occurrence. `id` is a UUIDv7 made by the device, `recordedAt` the device's instant (RFC 3339),
 * `amount` is in the unit of the activity's target. `undone` takes back what was said before.
 */
export type CheckIn = OccurrenceIdentity & {
  id: string;
  status: 'done' | 'partly' | 'skipped' | 'undone';
  amount?: number | null | undefined;
  readings?: Reading[] | undefined;
  score?: number | null | undefined;
  skipReason?: SkipReason | null | undefined;
  note?: string | undefined;
  recordedAt: string;
};

/** Why a check-in cannot be accepted. */
export type CheckInProblem =
  | 'check_in_in_future'
  | 'check_in_too_late'
  | 'assignment_ended'
  | 'occurrence_not_due';

type Ordered = Pick<CheckIn, 'id' | 'recordedAt'>;

/** True when `later` replaces `earlier` for the same occurrence: recorded at a greater instant or, at the same one, with the greater id. */
export function supersedes(later: Ordered, earlier: Ordered): boolean {
  const difference = Date.parse(later.recordedAt) - Date.parse(earlier.recordedAt);
  return difference === 0 ? later.id > earlier.id : difference > 0;
}

/** The check-in in force for each occurrence, by `occurrenceKey`; order and repetition of the list do not matter, undone ones are absent. */
export function currentCheckIns<C extends Pick<CheckIn, keyof OccurrenceIdentity | keyof Ordered | 'status'>>(
  checkIns: Iterable<C>,
): Map<string, C> {
  const latest = new Map<string, C>();
  for (const checkIn of checkIns) {
    const key = occurrenceKey(checkIn);
    const known = latest.get(key);
    if (!known || supersedes(checkIn, known)) latest.set(key, checkIn);
  }
  for (const [key, checkIn] of latest) if (checkIn.status === 'undone') latest.delete(key);
  return latest;
}

/**
 * Why a check-in is refused on the client's date `today`, or null when it names an occurrence of the plan, or a use of an
 * as-needed activity up to its daily maximum, within the entry window. What has an answer in force can be answered anew and undone
 * also when the plan does not have it any more, and when its date lies ahead because its client has travelled west.
 */
export function checkInProblem(
  checkIn: OccurrenceIdentity,
  plan: AssignmentPlan,
  today: LocalDate,
  entryWindowDays = DEFAULT_ENTRY_WINDOW_DAYS,
  isAnswered = false,
): CheckInProblem | null {
  const { localDate } = checkIn;
  if (localDate > today && !isAnswered) return 'check_in_in_future';
  if (localDate < addDays(today, -entryWindowDays)) return 'check_in_too_late';
  if (checkIn.assignmentId !== plan.assignmentId) return 'occurrence_not_due';
  if (isAnswered) return null;
  if (protocolDayOf(plan, localDate) === 'after') return 'assignment_ended';
  return activityDue(plan, checkIn) ? null : 'occurrence_not_due';
}
