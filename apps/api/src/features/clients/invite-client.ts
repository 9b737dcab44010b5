import type { Client, inviteClientRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { clientSubject } from '../../platform/cache/subjects.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { inviteToOrganization, mailInvitation } from '../organization/index.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { refuseArchived } from './clients.policy.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetail } from './clients.repository.ts';
import type { ClientsDeps } from './clients-deps.ts';

/**
 * Invites a client to sign in; an invitation sent before stops working.
 * @throws not_found, client_archived, client_has_login, already_member
 */
export async function inviteClient(
  { actor, params: { clientId }, body, inTenant }: RouteRequest<typeof inviteClientRoute>,
  deps: ClientsDeps,
): Promise<Client> {
  const now = deps.clock.now();
  const { client, issued } = await inTenant(async (tx) => {
    const before = await getVisibleClient(tx, actor, clientId, { lock: true });
    refuseArchived(before);
    if (before.member_id) throw new AppError('client_has_login');
    const issued = await inviteToOrganization(tx, {
      email: body.email,
      role: 'client',
      clientId,
      invitedBy: actor.memberId,
      now,
    });
    tx.changes(clientSubject(tx.organizationId, clientId));
    tx.audit({ type: 'client.invited', subjectType: 'client', subjectId: clientId, clientId });
    return { client: await getClientDetail(tx, actor, clientId, now), issued };
  });
  mailInvitation(deps, issued);
  return presentClient(client);
}
