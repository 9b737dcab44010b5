import type { Client, getClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getCachedClient } from './cached-client.ts';

/**
 * Shows the record of one client.
 * @throws not_found
 */
export function getClient(
  { actor, params: { clientId }, inTenant, cache }: RouteRequest<typeof getClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const client = await getCachedClient(
      { actor, cache, inTenant: (work) => work(tx) },
      clientId,
      clock.now(),
    );
    tx.audit({ type: 'client.viewed', subjectType: 'client', subjectId: clientId, clientId });
    return client;
  });
}
