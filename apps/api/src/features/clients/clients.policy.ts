import type { FieldIssue, LocalDate } from '@healthprotocol/contracts';
import { localDateOf } from '@healthprotocol/domain';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';

/** The date a client's day belongs to at an instant: in their zone, from the hour their day starts. */
export function localTodayOf(client: { time_zone: string; day_start_hour: number }, now: Date): LocalDate {
  return localDateOf(now, client.time_zone, client.day_start_hour);
}

/**
 * The client that the actor is.
 * @throws no_active_membership for a client who was archived: nothing of the organization is theirs to see
 */
export function ownClientId(actor: Actor): string {
  if (actor.clientId === null) throw new AppError('no_active_membership');
  return actor.clientId;
}

/** @throws client_archived */
export function refuseArchived(client: { archived_at: Date | null }): void {
  if (client.archived_at) throw new AppError('client_archived');
}

/**
 * What is wrong with a new care team. Practitioners cannot leave a team themselves: they would lose the client from sight
 * in the moment of saving, with no way back, so a colleague or an admin does it.
 */
export function careTeamIssues(
  actor: Actor,
  memberIds: readonly string[],
  activeStaffIds: ReadonlySet<string>,
): FieldIssue[] {
  const issues = memberIds.flatMap((memberId, index): FieldIssue[] =>
    activeStaffIds.has(memberId)
      ? []
      : [{ path: `memberIds.${index}`, code: 'unknown_member', message: 'There is no such team member' }],
  );
  if (actor.role === 'practitioner' && !memberIds.includes(actor.memberId)) {
    issues.push({
      path: 'memberIds',
      code: 'removes_self',
      message: 'You cannot remove yourself; a colleague or an admin can',
    });
  }
  return issues;
}
