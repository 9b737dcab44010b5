import type { changeMemberRoute, Member } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { organizationSubject } from '../../platform/cache/subjects.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getLockedMember, setRole } from './members.repository.ts';
import { mayManage } from './organization.policy.ts';
import { presentMember } from './organization.presenter.ts';
import type { OrganizationDeps } from './organization-deps.ts';

/**
 * Gives a team member another role.
 * @throws not_found, not_allowed when an admin makes or unmakes an owner, last_owner
 */
export async function changeMember(
  { actor, params, body, inTenant }: RouteRequest<typeof changeMemberRoute>,
  { sessions }: OrganizationDeps,
): Promise<Member> {
  const changed = await inTenant(async (tx) => {
    const { member, owners } = await getLockedMember(tx, params.memberId);
    if (!mayManage(actor.role, member.role, body.role)) throw new AppError('not_allowed');
    if (member.role === body.role) return member;
    if (member.role === 'owner' && owners === 1) throw new AppError('last_owner');
    await setRole(tx, member.id, body.role);
    tx.audit({
      type: 'member.changed',
      subjectType: 'member',
      subjectId: member.id,
      detail: { fromRole: member.role, toRole: body.role },
    });
    tx.changes(organizationSubject(tx.organizationId));
    return { ...member, role: body.role };
  });
  await sessions.forgetUser(changed.user_id);
  return presentMember(changed);
}
