import type { AdherenceReport, getClientAdherenceRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { viewClient } from '../clients/index.ts';
import { adherenceKey, loadAdherenceReport } from './adherence-report.ts';

/**
 * Shows the adherence of one client.
 * @throws not_found
 */
export async function getClientAdherence(
  { actor, params: { clientId }, inTenant, answerFromCache }: RouteRequest<typeof getClientAdherenceRoute>,
  clock: Clock,
): Promise<AdherenceReport> {
  await inTenant((tx) => viewClient(tx, actor, clientId, 'adherence.viewed'));
  return answerFromCache(adherenceKey(actor, clientId), (own) =>
    loadAdherenceReport(own, clientId, clock.now()),
  );
}
