import type { LocalDate } from '@healthprotocol/contracts';
import { type CountedCheckIn, type OccurrenceIdentity, occurrenceKey } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { PlannedAssignment } from '../plans/index.ts';
import { type DayRow, rollup, rollupOfDays } from './adherence.policy.ts';
import { deleteDays, deleteDaysFrom, findCountedCheckIns, upsertDays } from './adherence.repository.ts';

type Planned = Pick<PlannedAssignment, 'clientId' | 'plan'>;

/** Days of the rollup that are written together: fifty clients for a month, or five for a year. */
const ROWS_AT_ONCE = 1_800;

/** Writes the rollup of assignments that have just been made, for all their days, from the check-ins in force if there are any. */
export async function writeAdherence(
  tx: TenantTx,
  made: readonly Planned[],
  current: ReadonlyMap<string, CountedCheckIn> = new Map(),
): Promise<void> {
  // Counted and sent in parts, so that not all of it is there at once.
  let waiting: (DayRow & { clientId: string })[] = [];
  for (const { clientId, plan } of made) {
    waiting.push(...rollup(plan, current).map((row) => ({ ...row, clientId })));
    if (waiting.length < ROWS_AT_ONCE) continue;
    await upsertDays(tx, waiting);
    waiting = [];
  }
  await upsertDays(tx, waiting);
}

/** What is answered of an assignment from a date on. */
export async function loadAnswersFrom(
  tx: TenantTx,
  assignmentId: string,
  from: LocalDate,
): Promise<Map<string, CountedCheckIn>> {
  return inForce(await findCountedCheckIns(tx, [assignmentId], from, '9999-12-31'));
}

/** Writes the rollup of an assignment anew from a date on, after its plan has changed from there on. The caller holds the row lock. */
export function rewriteAdherence(
  tx: TenantTx,
  { clientId, plan }: Planned,
  from: LocalDate,
  answers: ReadonlyMap<string, CountedCheckIn>,
): void {
  const rows = rollup(plan, answers, from).map((row) => ({ ...row, clientId }));
  tx.alongCommit(deleteDaysFrom(tx, [plan.assignmentId], from));
  tx.alongCommit(upsertDays(tx, rows));
}

/**
 * Writes single days of the rollup from the check-ins that are now in force on them, and takes away those on which nothing is due or
 * answered any more. The caller holds the row locks.
 */
export async function updateAdherence(
  tx: TenantTx,
  touched: readonly (Planned & { dates: Iterable<LocalDate> })[],
  current: ReadonlyMap<string, CountedCheckIn>,
): Promise<void> {
  const days = touched.map(({ clientId, plan, dates }) => {
    const rows = rollupOfDays(plan, current, dates).map((row) => ({ ...row, clientId }));
    const counted = new Set(rows.map(({ localDate }) => localDate));
    const gone = [...new Set(dates)].filter((date) => !counted.has(date));
    return { rows, gone: gone.map((localDate) => ({ assignmentId: plan.assignmentId, localDate })) };
  });
  await Promise.all([
    upsertDays(
      tx,
      days.flatMap(({ rows }) => rows),
    ),
    deleteDays(
      tx,
      days.flatMap(({ gone }) => gone),
    ),
  ]);
}

/** Check-ins by their occurrence, without those that were undone. */
export function inForce<C extends OccurrenceIdentity & CountedCheckIn>(rows: readonly C[]): Map<string, C> {
  const counted = rows.filter(({ status }) => status !== 'undone');
  return new Map(counted.map((row) => [occurrenceKey(row), row]));
}
