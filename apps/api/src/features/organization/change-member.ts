import type { changeMemberRoute, Member } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getLockedMember, setRole } from './members.repository.ts';
import { mayManage } from './organization.policy.ts';
import { presentMember } from './organization.presenter.ts';

/**
 * Gives a team member another role.
 * @throws not_found, not_allowed when an admin makes or unmakes an owner, last_owner
 */
export function changeMember({
  actor,
  params,
  body,
  inTenant,
}: RouteRequest<typeof changeMemberRoute>): Promise<Member> {
  return inTenant(async (tx) => {
    const { member, owners } = await getLockedMember(tx, params.memberId);
    if (!mayManage(actor.role, member.role, body.role)) throw new AppError('not_allowed');
    if (member.role === body.role) return presentMember(member);
    if (member.role === 'owner' && owners === 1) throw new AppError('last_owner');
    await setRole(tx, member.id, body.role);
    tx.audit({
      type: 'member.changed',
      subjectType: 'member',
      subjectId: member.id,
      detail: { fromRole: member.role, toRole: body.role },
    });
    return presentMember({ ...member, role: body.role });
  });
}
