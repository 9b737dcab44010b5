import { assignmentStatus, type LocalNow } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { listPlansOfClients, type PlannedAssignment } from '../plans/index.ts';

/** The assignments of clients that are active or paused on each client's own date. */
export async function listRunningPlans(
  tx: TenantTx,
  calendars: ReadonlyMap<string, { now: LocalNow }>,
): Promise<PlannedAssignment[]> {
  // Dates differ between zones by a day or two: what is over on the earliest is over everywhere.
  const [earliest] = [...calendars.values()].map(({ now }) => now.today).sort();
  const planned = await listPlansOfClients(tx, [...calendars.keys()], {
    ...(earliest !== undefined && { notOverBefore: earliest }),
  });
  return planned.filter(({ clientId, plan }) => {
    const status = assignmentStatus(plan, calendars.get(clientId)!.now.today);
    return status === 'active' || status === 'paused';
  });
}
