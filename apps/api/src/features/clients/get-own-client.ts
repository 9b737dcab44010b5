import type { Client, getOwnClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { ownClientId } from './clients.policy.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetail } from './clients.repository.ts';

/**
 * Shows clients their own record.
 * @throws no_active_membership for an archived client
 */
export function getOwnClient(
  { actor, inTenant }: RouteRequest<typeof getOwnClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) =>
    presentClient(await getClientDetail(tx, actor, ownClientId(actor), clock.now())),
  );
}
