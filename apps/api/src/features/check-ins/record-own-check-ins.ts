import type { CheckInOutcome, recordOwnCheckInsRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { ownClientId } from '../clients/index.ts';
import { recordCheckIns } from './record-check-ins.ts';

/**
 * Records what clients say of their own occurrences.
 * @throws no_active_membership for an archived client, id_conflict
 */
export function recordOwnCheckIns(
  { actor, body, inTenant }: RouteRequest<typeof recordOwnCheckInsRoute>,
  clock: Clock,
): Promise<{ items: CheckInOutcome[] }> {
  const recording = {
    clientId: ownClientId(actor),
    recordedBy: actor.memberId,
    onBehalf: false,
    receivedAt: clock.now(),
  };
  return inTenant(async (tx) => ({ items: await recordCheckIns(tx, recording, body.checkIns) }));
}
