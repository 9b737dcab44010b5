import { addDays, type LocalNow } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { type AssignmentRow, findAssignmentsOfClients } from '../plans/index.ts';

/** The assignments of clients that are active or paused on each client's own date, or were stopped on it: they count into the day. */
export async function listRunning(
  tx: TenantTx,
  calendars: ReadonlyMap<string, { now: LocalNow }>,
): Promise<AssignmentRow[]> {
  // Dates differ between zones by a day or two: what is over on the earliest is over everywhere.
  const [earliest] = [...calendars.values()].map(({ now }) => now.today).sort();
  const since = earliest && addDays(earliest, -1);
  const rows = await findAssignmentsOfClients(tx, [...calendars.keys()], since);
  return rows.filter((row) => {
    const { today } = calendars.get(row.client_id)!.now;
    return isRunning(row, today) || row.stopped_on === today;
  });
}

/** True for one that is active or paused on a date. */
export function isRunning(row: AssignmentRow, today: string): boolean {
  if (row.start_date > today) return false;
  if (row.last_date !== null) return row.last_date >= today;
  return row.stopped_on === null || row.stopped_on > today;
}
