import type { ClientDay, getClientDayRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from '../clients/index.ts';
import { dayKey, loadDay } from './load-day.ts';

/**
 * Shows the day of a client as the client sees it, as far back as may be entered on their behalf.
 * @throws not_found, check_in_in_future, check_in_too_late
 */
export function getClientDay(
  request: RouteRequest<typeof getClientDayRoute>,
  clock: Clock,
): Promise<ClientDay> {
  const { actor, inTenant, answerFromCache } = request;
  const { clientId } = request.params;
  const wanted = { clientId, date: request.query.date, onBehalf: true };
  return inTenant(async (tx) => {
    const [day] = await Promise.all([
      answerFromCache(dayKey(actor, wanted), () => loadDay(tx, wanted, clock.now())),
      getVisibleClient(tx, actor, clientId),
    ]);
    tx.audit({ type: 'client.viewed', subjectType: 'client', subjectId: clientId, clientId });
    return day;
  });
}
