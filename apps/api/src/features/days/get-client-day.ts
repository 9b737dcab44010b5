import type { ClientDay, getClientDayRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { viewClient } from '../clients/index.ts';
import { dayKey, loadDay } from './load-day.ts';

/**
 * Shows the day of a client as the client sees it, as far back as may be entered on their behalf.
 * @throws not_found, check_in_in_future, check_in_too_late
 */
export async function getClientDay(
  {
    actor,
    params: { clientId },
    query: { date },
    inTenant,
    answerFromCache,
  }: RouteRequest<typeof getClientDayRoute>,
  clock: Clock,
): Promise<ClientDay> {
  await inTenant((tx) => viewClient(tx, actor, clientId, 'client.viewed'));
  const wanted = { clientId, date, onBehalf: true };
  return answerFromCache(dayKey(actor, wanted), (own) => loadDay(own, wanted, clock.now()));
}
