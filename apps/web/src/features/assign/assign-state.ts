import type { SafetyCheckForClient } from '@healthprotocol/contracts/assignments';
import type { ActivityOverride, ProtocolContent } from '@healthprotocol/contracts/protocol-content';

/** A client who gets the protocol. The assignment's id is made when the client is chosen, so that a retry makes no second one. */
export interface ChosenClient {
  id: string;
  name: string;
  timeZone: string;
  assignmentId: string;
}

/** Everything decided so far; it outlives going back and forth between the steps. */
export interface AssignState {
  chosen: ChosenClient[];
  startDate: string | null;
  /** Why a client gets it in spite of something that blocks, by client. */
  reasons: Readonly<Record<string, string>>;
  overrides: Readonly<Record<string, ActivityOverride>>;
  /**
   * Clients for whom the service asked for a reason that the check had not: it checks as of day 1, when somebody may be of
   * another age, and the record may have changed.
   */
  refused: readonly string[];
}

/** As the contract has it: one request assigns to at most so many. */
export const mostClients = 100;
/** As the contract has it: a shorter reason says nothing. */
export const shortestReason = 10;

export function isBlocked(
  { clientId, safety }: SafetyCheckForClient,
  refused: AssignState['refused'],
): boolean {
  return refused.includes(clientId) || safety.findings.some(({ severity }) => severity === 'block');
}

export function hasReason(reason: string | undefined): boolean {
  return (reason ?? '').trim().length >= shortestReason;
}

/** Clients whom something blocks and for whom no reason is written yet. */
export function missingReasons(
  checks: readonly SafetyCheckForClient[],
  { reasons, refused }: Pick<AssignState, 'reasons' | 'refused'>,
): string[] {
  return checks
    .filter((check) => isBlocked(check, refused) && !hasReason(reasons[check.clientId]))
    .map(({ clientId }) => clientId);
}

/** Those whom something blocks first, then those with a warning; otherwise in the order in which they were chosen. */
export function worstFirst(
  checks: readonly SafetyCheckForClient[],
  refused: AssignState['refused'],
): SafetyCheckForClient[] {
  const rank = (check: SafetyCheckForClient) =>
    isBlocked(check, refused) ? 0 : check.safety.findings.length > 0 || check.alreadyAssigned ? 1 : 2;
  return checks.toSorted((a, b) => rank(a) - rank(b));
}

/** An override without what does not differ from the protocol; undefined when nothing differs. */
export function withoutSame(
  override: ActivityOverride,
  activity: ProtocolContent['activities'][number],
): ActivityOverride | undefined {
  const { activityId, included, slots, dose } = override;
  const differs = {
    ...(included === false && { included }),
    ...(slots && slots.join() !== activity.schedule.slots.join() && { slots }),
    ...(dose && (dose.quantity !== activity.dose?.quantity || dose.unit !== activity.dose.unit) && { dose }),
  };
  return Object.keys(differs).length > 0 ? { activityId, ...differs } : undefined;
}

/** What is sent for the decisions made. */
export function requestOf(
  { chosen, reasons, overrides, refused }: AssignState,
  checks: readonly SafetyCheckForClient[],
) {
  const blocked = new Set(
    checks.filter((check) => isBlocked(check, refused)).map(({ clientId }) => clientId),
  );
  return chosen.map(({ id, assignmentId }) => ({
    assignmentId,
    clientId: id,
    overrides: Object.values(overrides),
    ...(blocked.has(id) && { blockReason: (reasons[id] ?? '').trim() }),
  }));
}
