import type { AdherenceReport, getClientAdherenceRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from '../clients/index.ts';
import { getClientCalendar } from '../plans/index.ts';
import { loadAdherenceReport } from './adherence-report.ts';

/**
 * Shows the adherence of one client.
 * @throws not_found
 */
export function getClientAdherence(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof getClientAdherenceRoute>,
  clock: Clock,
): Promise<AdherenceReport> {
  return inTenant(async (tx) => {
    const [calendar] = await Promise.all([
      getClientCalendar(tx, clientId, clock.now()),
      getVisibleClient(tx, actor, clientId),
    ]);
    const report = await loadAdherenceReport(tx, calendar);
    tx.audit({ type: 'adherence.viewed', subjectType: 'client', subjectId: clientId, clientId });
    return report;
  });
}
