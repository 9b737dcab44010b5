import type { LocalNow } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { type AssignmentRow, findAssignmentsOfClients } from '../plans/index.ts';

/** The assignments of clients that are active or paused on each client's own date. */
export async function listRunning(
  tx: TenantTx,
  calendars: ReadonlyMap<string, { now: LocalNow }>,
): Promise<AssignmentRow[]> {
  // Dates differ between zones by a day or two: what is over on the earliest is over everywhere.
  const [earliest] = [...calendars.values()].map(({ now }) => now.today).sort();
  const rows = await findAssignmentsOfClients(tx, [...calendars.keys()], earliest);
  return rows.filter((row) => isRunning(row, calendars.get(row.client_id)!.now.today));
}

function isRunning(row: AssignmentRow, today: string): boolean {
  if (row.start_date > today) return false;
  if (row.last_date !== null) return row.last_date >= today;
  return row.stopped_on === null || row.stopped_on > today;
}
