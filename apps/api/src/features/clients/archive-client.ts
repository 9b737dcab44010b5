import type { archiveClientRoute, Client } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetail, updateClient } from './clients.repository.ts';

/**
 * Puts a client away; nothing is deleted, and doing it again changes nothing.
 * @throws not_found
 */
export function archiveClient(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof archiveClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const before = await getVisibleClient(tx, actor, clientId, { lock: true });
    if (!before.archived_at) await updateClient(tx, clientId, { archived_at: clock.now() });
    tx.audit({
      type: !before.archived_at ? 'client.archived' : 'client.viewed',
      subjectType: 'client',
      subjectId: clientId,
      clientId,
    });
    return presentClient(await getClientDetail(tx, actor, clientId, clock.now()));
  });
}
