import type { Client, getClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetail } from './clients.repository.ts';

/**
 * Shows the record of one client.
 * @throws not_found
 */
export function getClient(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof getClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const client = await getClientDetail(tx, actor, clientId, clock.now());
    tx.audit({ type: 'client.viewed', subjectType: 'client', subjectId: clientId, clientId });
    return presentClient(client);
  });
}
