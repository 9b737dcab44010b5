import type { Client, getClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getCachedClient } from './cached-client.ts';
import { viewClient } from './view-client.ts';

/**
 * Shows the record of one client.
 * @throws not_found
 */
export async function getClient(request: RouteRequest<typeof getClientRoute>, clock: Clock): Promise<Client> {
  const { actor, inTenant } = request;
  const { clientId } = request.params;
  await inTenant((tx) => viewClient(tx, actor, clientId, 'client.viewed'));
  return getCachedClient(request, clientId, clock.now());
}
