import type { CheckInEntry, ClientDay, recordOwnCheckInsRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { ResponseOf, RouteRequest } from '../../platform/http/api.ts';
import { recordCheckIns } from '../check-ins/index.ts';
import { ownClientId } from '../clients/index.ts';
import { loadDay } from './load-day.ts';

/**
 * Records what clients say of their own occurrences, and shows them the day as it is then if they want to see it.
 * @throws no_active_membership for an archived client, id_conflict
 */
export function recordOwnCheckIns(
  { actor, body: { checkIns, showDay }, inTenant }: RouteRequest<typeof recordOwnCheckInsRoute>,
  clock: Clock,
): Promise<ResponseOf<typeof recordOwnCheckInsRoute>> {
  const clientId = ownClientId(actor);
  const receivedAt = clock.now();
  const recording = { clientId, recordedBy: actor.memberId, onBehalf: false, receivedAt };
  return inTenant(async (tx) => {
    const items = await recordCheckIns(tx, recording, checkIns);
    return { items, day: showDay ? await dayOf(tx, clientId, checkIns, receivedAt) : null };
  });
}

async function dayOf(
  tx: TenantTx,
  clientId: string,
  checkIns: readonly CheckInEntry[],
  instant: Date,
): Promise<ClientDay | null> {
  const [date, ...others] = new Set(checkIns.map(({ localDate }) => localDate));
  if (others.length > 0) return null;
  try {
    return (await loadDay(tx, { clientId, date, onBehalf: false }, instant)).value;
  } catch (cause) {
    // One that came too late, or too early, is refused as such.
    if (cause instanceof AppError && cause.code in NOT_SHOWN) return null;
    throw cause;
  }
}

const NOT_SHOWN = { check_in_in_future: true, check_in_too_late: true };
