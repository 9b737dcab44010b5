import type { Client, restoreClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetail, updateClient } from './clients.repository.ts';

/**
 * Brings an archived client back; doing it again changes nothing.
 * @throws not_found
 */
export function restoreClient(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof restoreClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const before = await getVisibleClient(tx, actor, clientId, { lock: true });
    if (before.archived_at) await updateClient(tx, clientId, { archived_at: null });
    tx.audit({
      type: before.archived_at ? 'client.restored' : 'client.viewed',
      subjectType: 'client',
      subjectId: clientId,
      clientId,
    });
    return presentClient(await getClientDetail(tx, actor, clientId, clock.now()));
  });
}
