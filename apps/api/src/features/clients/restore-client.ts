import type { Client, restoreClientRoute } from '@healthprotocol/contracts';
import { clientSubject } from '../../platform/cache/subjects.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { presentClient } from './clients.presenter.ts';
import { findUserIdOfClient, getClientDetail, updateClient } from './clients.repository.ts';
import type { ClientsDeps } from './clients-deps.ts';

/**
 * Brings an archived client back; doing it again changes nothing.
 * @throws not_found
 */
export async function restoreClient(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof restoreClientRoute>,
  { clock, sessions }: ClientsDeps,
): Promise<Client> {
  const { client, userId } = await inTenant(async (tx) => {
    const before = await getVisibleClient(tx, actor, clientId, { lock: true });
    if (before.archived_at) await updateClient(tx, clientId, { archived_at: null });
    tx.audit({
      type: before.archived_at ? 'client.restored' : 'client.viewed',
      subjectType: 'client',
      subjectId: clientId,
      clientId,
    });
    tx.changes(clientSubject(tx.organizationId, clientId));
    const [client, userId] = await Promise.all([
      getClientDetail(tx, actor, clientId, clock.now()),
      findUserIdOfClient(tx, clientId),
    ]);
    return { client, userId };
  });
  // They see their days again.
  if (userId) await sessions.forgetUser(userId);
  return presentClient(client);
}
