import type { CheckInOutcome, recordCheckInsForClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient } from '../clients/index.ts';
import { recordCheckIns } from './record-check-ins.ts';

/**
 * Records what a client told a practitioner; it stays marked so.
 * @throws not_found, id_conflict
 */
export function recordCheckInsForClient(
  { actor, params: { clientId }, body, inTenant }: RouteRequest<typeof recordCheckInsForClientRoute>,
  clock: Clock,
): Promise<{ items: CheckInOutcome[] }> {
  const recording = { clientId, recordedBy: actor.memberId, onBehalf: true, receivedAt: clock.now() };
  return inTenant(async (tx) => {
    await getVisibleClient(tx, actor, clientId);
    return { items: await recordCheckIns(tx, recording, body.checkIns) };
  });
}
