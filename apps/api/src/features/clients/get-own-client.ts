import type { Client, getOwnClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getCachedClient } from './cached-client.ts';
import { ownClientId } from './clients.policy.ts';

/**
 * Shows clients their own record.
 * @throws no_active_membership for an archived client
 */
export async function getOwnClient(
  request: RouteRequest<typeof getOwnClientRoute>,
  clock: Clock,
): Promise<Client> {
  return getCachedClient(request, ownClientId(request.actor), clock.now());
}
