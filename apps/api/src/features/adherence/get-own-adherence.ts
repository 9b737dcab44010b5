import type { AdherenceReport, getOwnAdherenceRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { ownClientId } from '../clients/index.ts';
import { getClientCalendar } from '../plans/index.ts';
import { loadAdherenceReport } from './adherence-report.ts';

/**
 * Shows clients their own adherence.
 * @throws no_active_membership for an archived client
 */
export function getOwnAdherence(
  { actor, inTenant }: RouteRequest<typeof getOwnAdherenceRoute>,
  clock: Clock,
): Promise<AdherenceReport> {
  return inTenant(async (tx) =>
    loadAdherenceReport(tx, await getClientCalendar(tx, ownClientId(actor), clock.now())),
  );
}
