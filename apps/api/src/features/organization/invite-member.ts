import type { inviteMemberRoute, PendingInvitation } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { inviteToOrganization, mailInvitation } from './invite-to-organization.ts';
import { mayManage } from './organization.policy.ts';
import { presentInvitation } from './organization.presenter.ts';
import type { OrganizationDeps } from './organization-deps.ts';

/**
 * Invites somebody to the team.
 * @throws not_allowed when an admin invites an owner, already_member
 */
export async function inviteMember(
  { actor, body, inTenant }: RouteRequest<typeof inviteMemberRoute>,
  deps: OrganizationDeps,
): Promise<PendingInvitation> {
  if (!mayManage(actor.role, body.role)) throw new AppError('not_allowed');
  const now = deps.clock.now();
  const issued = await inTenant(async (tx) => {
    const issued = await inviteToOrganization(tx, {
      email: body.email,
      role: body.role,
      clientId: null,
      invitedBy: actor.memberId,
      now,
    });
    tx.audit({
      type: 'member.invited',
      subjectType: 'invitation',
      subjectId: issued.invitation.id,
      detail: { role: body.role },
    });
    return issued;
  });
  mailInvitation(deps, issued);
  return presentInvitation(issued.invitation, now);
}
