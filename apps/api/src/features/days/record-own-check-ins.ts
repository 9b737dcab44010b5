import type { CheckInEntry, ClientDay, LocalDate, recordOwnCheckInsRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { ResponseOf, RouteRequest } from '../../platform/http/api.ts';
import { recordCheckIns } from '../check-ins/index.ts';
import { ownClientId } from '../clients/index.ts';
import type { ClientPlans } from '../plans/index.ts';
import { loadPlansOfDay, readDay, type WantedDay } from './load-day.ts';

/**
 * Records what clients say of their own occurrences, and shows them the day as it is then if they want to see it.
 * @throws no_active_membership for an archived client, id_conflict
 */
export async function recordOwnCheckIns(
  request: RouteRequest<typeof recordOwnCheckInsRoute>,
  clock: Clock,
): Promise<ResponseOf<typeof recordOwnCheckInsRoute>> {
  const { actor, inTenant } = request;
  const { checkIns, showDay } = request.body;
  const clientId = ownClientId(actor);
  const receivedAt = clock.now();
  const recording = { clientId, recordedBy: actor.memberId, onBehalf: false, receivedAt };
  const wanted = { clientId, date: onlyDateOf(checkIns), onBehalf: false };
  const plans = showDay && wanted.date ? await loadPlansOfDay(request, wanted, receivedAt) : null;
  return inTenant(async (tx) => {
    const items = await recordCheckIns(tx, recording, checkIns);
    return { items, day: plans && (await dayOf(tx, plans, wanted, receivedAt)) };
  });
}

function onlyDateOf(checkIns: readonly CheckInEntry[]): LocalDate | undefined {
  const [date, ...others] = new Set(checkIns.map(({ localDate }) => localDate));
  return others.length > 0 ? undefined : date;
}

async function dayOf(
  tx: TenantTx,
  plans: ClientPlans,
  wanted: WantedDay,
  instant: Date,
): Promise<ClientDay | null> {
  try {
    return (await readDay(tx, plans, wanted, instant)).value;
  } catch (cause) {
    // One that came too late, or too early, is refused as such.
    if (cause instanceof AppError && cause.code in NOT_SHOWN) return null;
    throw cause;
  }
}

const NOT_SHOWN = { check_in_in_future: true, check_in_too_late: true };
