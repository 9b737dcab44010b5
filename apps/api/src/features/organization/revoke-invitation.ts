import type { revokeInvitationRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { revokeOpenInvitation } from './invitations.repository.ts';

/**
 * Takes an invitation back that was not accepted; its link stops working.
 * @throws not_found
 */
export async function revokeInvitation(
  { params, inTenant }: RouteRequest<typeof revokeInvitationRoute>,
  clock: Clock,
): Promise<undefined> {
  await inTenant(async (tx) => {
    if (!(await revokeOpenInvitation(tx, params.invitationId, clock.now()))) throw new AppError('not_found');
    tx.audit({
      type: 'invitation.revoked',
      subjectType: 'invitation',
      subjectId: params.invitationId,
    });
  });
}
