import type { archiveClientRoute, Client } from '@healthprotocol/contracts';
import { clientCheckInsSubject, clientSubject } from '../../platform/cache/subjects.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { presentClient } from './clients.presenter.ts';
import { findUserIdOfClient, getClientDetail, updateClient } from './clients.repository.ts';
import type { ClientsDeps } from './clients-deps.ts';

/**
 * Puts a client away; nothing is deleted, and doing it again changes nothing.
 * @throws not_found
 */
export async function archiveClient(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof archiveClientRoute>,
  { clock, sessions }: ClientsDeps,
): Promise<Client> {
  const { client, userId } = await inTenant(async (tx) => {
    const before = await getVisibleClient(tx, actor, clientId, { lock: true });
    if (!before.archived_at) await updateClient(tx, clientId, { archived_at: clock.now() });
    tx.audit({
      type: !before.archived_at ? 'client.archived' : 'client.viewed',
      subjectType: 'client',
      subjectId: clientId,
      clientId,
    });
    tx.changes(
      clientSubject(tx.organizationId, clientId),
      clientCheckInsSubject(tx.organizationId, clientId),
    );
    const [client, userId] = await Promise.all([
      getClientDetail(tx, actor, clientId, clock.now()),
      findUserIdOfClient(tx, clientId),
    ]);
    return { client, userId };
  });
  // What they could see, they can no longer.
  if (userId) await sessions.forgetUser(userId);
  return presentClient(client);
}
