import type { ClientDay, getOwnDayRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { ownClientId } from '../clients/index.ts';
import { getClientCalendar } from '../plans/index.ts';
import { loadDay } from './load-day.ts';

/**
 * Shows clients their day.
 * @throws no_active_membership for an archived client, check_in_in_future, check_in_too_late
 */
export function getOwnDay(
  { actor, query: { date }, inTenant }: RouteRequest<typeof getOwnDayRoute>,
  clock: Clock,
): Promise<ClientDay> {
  const clientId = ownClientId(actor);
  return inTenant(async (tx) =>
    loadDay(tx, await getClientCalendar(tx, clientId, clock.now()), date, { onBehalf: false }),
  );
}
