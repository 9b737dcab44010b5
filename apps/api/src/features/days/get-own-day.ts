import type { ClientDay, getOwnDayRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { ownClientId } from '../clients/index.ts';
import { dayKey, loadDay } from './load-day.ts';

/**
 * Shows clients their day.
 * @throws no_active_membership for an archived client, check_in_in_future, check_in_too_late
 */
export async function getOwnDay(
  { actor, query: { date }, answerFromCache }: RouteRequest<typeof getOwnDayRoute>,
  clock: Clock,
): Promise<ClientDay> {
  const wanted = { clientId: ownClientId(actor), date, onBehalf: false };
  return answerFromCache(dayKey(actor, wanted), (own) => loadDay(own, wanted, clock.now()));
}
