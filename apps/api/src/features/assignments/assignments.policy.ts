import type {
  ActivityOverride,
  FieldIssue,
  LocalDate,
  ProtocolContent,
  SafetyFinding,
  SafetyResult,
} from '@healthprotocol/contracts';
import {
  type AssignmentPlan,
  addDays,
  matchContraindications,
  PLAN_LIMITS,
  type SafetyRecord,
} from '@healthprotocol/domain';

/** How far from the client's today an assignment may start, in both directions. */
export const START_DATE_RANGE_DAYS = 365;

export function startDateProblem(startDate: LocalDate, today: LocalDate): 'start_date_out_of_range' | null {
  const inRange =
    startDate >= addDays(today, -START_DATE_RANGE_DAYS) && startDate <= addDays(today, START_DATE_RANGE_DAYS);
  return inRange ? null : 'start_date_out_of_range';
}

/** What a client's record holds, as it is stored. */
export type RecordedFacts = {
  conditions: SafetyRecord['conditions'];
  medications: SafetyRecord['medications'];
  allergies: SafetyRecord['allergies'];
  birth_date: LocalDate | null;
  pregnancy_status: SafetyRecord['pregnancyStatus'];
};

/** Matches a version with a client's record. No finding means that nothing recorded matched, never that it is safe. */
export function checkSafety(
  content: ProtocolContent,
  client: RecordedFacts,
  onDate: LocalDate,
  checkedAt: Date,
): SafetyResult {
  const { findings, notRecorded } = matchContraindications(
    content.contraindications,
    {
      conditions: client.conditions,
      medications: client.medications,
      allergies: client.allergies,
      birthDate: client.birth_date,
      pregnancyStatus: client.pregnancy_status,
    },
    onDate,
  );
  return { checkedAt: checkedAt.toISOString(), findings, notRecorded, blockReason: null };
}

const isBlocking = ({ severity }: SafetyFinding): boolean => severity === 'block';

/**
 * Keeps a practitioner's reason with the result where something blocks; null where a reason is needed and none was given.
 * A reason given before still holds when nothing else blocks now.
 */
export function withReason(
  result: SafetyResult,
  reason: string | undefined,
  before: SafetyResult | null = null,
): SafetyResult | null {
  const blocking = result.findings.filter(isBlocking);
  if (blocking.length === 0) return result;
  if (reason !== undefined) return { ...result, blockReason: reason };
  const accepted = new Set(before?.findings.filter(isBlocking).map(({ ruleId }) => ruleId));
  const stillHolds = before?.blockReason && blocking.every(({ ruleId }) => accepted.has(ruleId));
  return stillHolds ? { ...result, blockReason: before.blockReason } : null;
}

/** Why changes for one client are more than a plan may hold, besides what is due by them. */
export function tooManyChanges({ segments, pauses, replaced = [] }: AssignmentPlan): boolean {
  const all = [...segments, ...replaced];
  const changes = all.map(({ fromDate, overrides }) => [fromDate, overrides]);
  const versions = new Set(all.map(({ versionNumber }) => versionNumber));
  return (
    versions.size > PLAN_LIMITS.versions ||
    JSON.stringify([changes, pauses]).length > PLAN_LIMITS.changesLength
  );
}

/** True when every override changes an activity that the version has. */
export function knowsActivities(content: ProtocolContent, overrides: readonly ActivityOverride[]): boolean {
  const known = new Set(content.activities.map(({ id }) => id));
  return overrides.every(({ activityId }) => known.has(activityId));
}

/** Clients or assignment ids that are named twice in one request. */
export function repeatedIssues(clients: readonly { assignmentId: string; clientId: string }[]): FieldIssue[] {
  const seen = new Set<string>();
  const isRepeated = (id: string): boolean => seen.size === seen.add(id).size;
  return clients.flatMap(({ assignmentId, clientId }, index) => [
    ...(isRepeated(`client ${clientId}`)
      ? [{ path: `clients.${index}.clientId`, code: 'repeated', message: 'This client is named twice' }]
      : []),
    ...(isRepeated(`assignment ${assignmentId}`)
      ? [{ path: `clients.${index}.assignmentId`, code: 'repeated', message: 'This id is used twice' }]
      : []),
  ]);
}
