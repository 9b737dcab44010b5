import type { ClientDay, getClientDayRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from '../clients/index.ts';
import { getClientCalendar } from '../plans/index.ts';
import { loadDay } from './load-day.ts';

/**
 * Shows the day of a client as the client sees it, as far back as may be entered on their behalf.
 * @throws not_found, check_in_in_future, check_in_too_late
 */
export function getClientDay(
  { actor, params: { clientId }, query: { date }, inTenant }: RouteRequest<typeof getClientDayRoute>,
  clock: Clock,
): Promise<ClientDay> {
  return inTenant(async (tx) => {
    const [calendar] = await Promise.all([
      getClientCalendar(tx, clientId, clock.now()),
      getVisibleClient(tx, actor, clientId),
    ]);
    const day = await loadDay(tx, calendar, date, { onBehalf: true });
    tx.audit({ type: 'client.viewed', subjectType: 'client', subjectId: clientId, clientId });
    return day;
  });
}
