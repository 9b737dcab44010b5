import type { AdherenceReport, getClientAdherenceRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from '../clients/index.ts';
import { adherenceKey, loadAdherenceReport } from './adherence-report.ts';

/**
 * Shows the adherence of one client.
 * @throws not_found
 */
export function getClientAdherence(
  { actor, params, inTenant, answerFromCache }: RouteRequest<typeof getClientAdherenceRoute>,
  clock: Clock,
): Promise<AdherenceReport> {
  const { clientId } = params;
  return inTenant(async (tx) => {
    const [report] = await Promise.all([
      answerFromCache(adherenceKey(actor, clientId), () => loadAdherenceReport(tx, clientId, clock.now())),
      getVisibleClient(tx, actor, clientId),
    ]);
    tx.audit({ type: 'adherence.viewed', subjectType: 'client', subjectId: clientId, clientId });
    return report;
  });
}
