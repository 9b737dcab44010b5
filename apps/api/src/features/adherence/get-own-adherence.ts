import type { AdherenceReport, getOwnAdherenceRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { ownClientId } from '../clients/index.ts';
import { adherenceKey, loadAdherenceReport } from './adherence-report.ts';

/**
 * Shows clients their own adherence.
 * @throws no_active_membership for an archived client
 */
export async function getOwnAdherence(
  { actor, answerFromCache }: RouteRequest<typeof getOwnAdherenceRoute>,
  clock: Clock,
): Promise<AdherenceReport> {
  const clientId = ownClientId(actor);
  return answerFromCache(adherenceKey(actor, clientId), (own) =>
    loadAdherenceReport(own, clientId, clock.now()),
  );
}
