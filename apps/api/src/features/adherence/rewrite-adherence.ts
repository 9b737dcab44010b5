import type { LocalDate } from '@healthprotocol/contracts';
import { type CountedCheckIn, type OccurrenceIdentity, occurrenceKey } from '@healthprotocol/domain';
import { ROWS_PER_STATEMENT } from '../../platform/db/row-batches.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import type { PlannedAssignment } from '../plans/index.ts';
import { rollup, rollupOfDays } from './adherence.policy.ts';
import { deleteDaysFrom, findCountedCheckIns, upsertDays } from './adherence.repository.ts';

type Planned = Pick<PlannedAssignment, 'clientId' | 'plan'>;

/** Writes the rollup of assignments that have just been made, for all their days, from the check-ins in force if there are any. */
export async function writeAdherence(
  tx: TenantTx,
  made: readonly Planned[],
  current: ReadonlyMap<string, CountedCheckIn> = new Map(),
): Promise<void> {
  // Sent while it is counted, in whole statements, so that not all of it is there at once.
  const written: Promise<void>[] = [];
  let waiting: Parameters<typeof upsertDays>[1][number][] = [];
  await mapInSlices(made, ({ clientId, plan }) => {
    waiting.push(...rollup(plan, current).map((row) => ({ ...row, clientId })));
    const whole = waiting.length - (waiting.length % ROWS_PER_STATEMENT);
    written.push(upsertDays(tx, waiting.slice(0, whole)));
    waiting = waiting.slice(whole);
  });
  await Promise.all([...written, upsertDays(tx, waiting)]);
}

/** Writes the rollup of an assignment anew from a date on, after its plan has changed from there on. The caller holds the row lock. */
export async function rewriteAdherence(
  tx: TenantTx,
  { clientId, plan }: Planned,
  from: LocalDate,
): Promise<void> {
  const counted = await findCountedCheckIns(tx, [plan.assignmentId], from, '9999-12-31');
  const rows = rollup(plan, inForce(counted), from).map((row) => ({ ...row, clientId }));
  tx.alongCommit(deleteDaysFrom(tx, [plan.assignmentId], from));
  tx.alongCommit(upsertDays(tx, rows));
}

/** Writes single days of the rollup from the check-ins that are now in force on them. The caller holds the row locks. */
export async function updateAdherence(
  tx: TenantTx,
  touched: Iterable<Planned & { dates: Iterable<LocalDate> }>,
  current: ReadonlyMap<string, CountedCheckIn>,
): Promise<void> {
  const rows = [...touched].flatMap(({ clientId, plan, dates }) =>
    rollupOfDays(plan, current, dates).map((row) => ({ ...row, clientId })),
  );
  await upsertDays(tx, rows);
}

/** Check-ins by their occurrence, without those that were undone. */
export function inForce<C extends OccurrenceIdentity & CountedCheckIn>(rows: readonly C[]): Map<string, C> {
  const counted = rows.filter(({ status }) => status !== 'undone');
  return new Map(counted.map((row) => [occurrenceKey(row), row]));
}
