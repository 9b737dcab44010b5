import type { removeMemberRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { organizationSubject } from '../../platform/cache/subjects.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { endMembership, getLockedMember } from './members.repository.ts';
import { mayManage } from './organization.policy.ts';
import type { OrganizationDeps } from './organization-deps.ts';

/**
 * Removes a team member. What they did keeps their name; their sessions end at once.
 * @throws not_found, not_allowed when an admin removes an owner, last_owner
 */
export async function removeMember(
  { actor, params, inTenant }: RouteRequest<typeof removeMemberRoute>,
  { clock, sessions }: OrganizationDeps,
): Promise<undefined> {
  const ended = await inTenant(async (tx) => {
    const { member, owners } = await getLockedMember(tx, params.memberId);
    if (!mayManage(actor.role, member.role)) throw new AppError('not_allowed');
    if (member.role === 'owner' && owners === 1) throw new AppError('last_owner');
    const tokens = await endMembership(tx, member, clock.now());
    tx.changes(organizationSubject(tx.organizationId));
    tx.audit({
      type: 'member.removed',
      subjectType: 'member',
      subjectId: member.id,
      detail: { role: member.role },
    });
    return tokens;
  });
  await sessions.forget(...ended);
}
