import type { AssignmentPlan } from '@healthprotocol/domain';
import type { ConstantKey } from '../../platform/cache/cache.ts';
import { assignmentPlanSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { planOf, versionsOf } from './planned-assignment.ts';
import { type AssignmentRow, findAssignmentsById } from './plans.repository.ts';
import { loadVersionContents } from './version-contents.ts';

/** An assignment that its holder of the row lock knows the revision of. */
export type LockedAssignment = { id: string; revision: number };

/** What of an assignment decides what is due. A change of it counts the revision up. */
type PlanRow = Pick<
  AssignmentRow,
  'id' | 'protocol_id' | 'start_date' | 'stopped_on' | 'pauses' | 'segments' | 'replaced' | 'revision'
>;

/** What was kept of assignments when their plans were last read. It may have changed since. */
export async function findKeptPlans(tx: TenantTx, assignmentIds: Iterable<string>): Promise<PlanRow[]> {
  const ids = [...new Set(assignmentIds)];
  const kept = await Promise.all(ids.map((id) => tx.constants.find<PlanRow>(planKey(tx, id))));
  return kept.filter((row) => row !== undefined);
}

/**
 * The plans of the assignments that `lock` locks, by assignment. Those that were kept need no statement: the lock tells whether
 * they are still what they were. The lock is the first that is sent.
 */
export async function loadLockedPlans<L extends LockedAssignment>(
  tx: TenantTx,
  assignmentIds: Iterable<string>,
  kept: readonly PlanRow[],
  lock: () => Promise<L[]>,
): Promise<{ locked: L[]; plans: Map<string, AssignmentPlan> }> {
  const ids = [...new Set(assignmentIds)];
  const [locked, fresh] = await Promise.all([
    lock(),
    kept.length < ids.length ? findAssignmentsById(tx, ids) : [],
  ]);
  const rowOf = new Map([...kept, ...fresh].map((row) => [row.id, row] satisfies [string, PlanRow]));
  const isKnown = ({ id, revision }: LockedAssignment) => rowOf.get(id)?.revision === revision;
  const changed = locked.filter((one) => !isKnown(one)).map(({ id }) => id);
  const read = changed.length > 0 ? await findAssignmentsById(tx, changed) : [];
  for (const row of read) rowOf.set(row.id, row);

  const rows = locked.map(({ id }) => rowOf.get(id)!);
  for (const row of rows) if (!kept.includes(row)) tx.constants.keep(planKey(tx, row.id), planRow(row));
  const contents = await loadVersionContents(tx, versionsOf(rows));
  return { locked, plans: new Map(rows.map((row) => [row.id, planOf(row, contents)])) };
}

const planKey = (tx: TenantTx, assignmentId: string): ConstantKey => ({
  cache: 'assignment_plan',
  subject: assignmentPlanSubject(tx.organizationId, assignmentId),
});

function planRow(row: PlanRow): PlanRow {
  const { id, protocol_id, start_date, stopped_on, pauses, segments, replaced = [], revision } = row;
  return { id, protocol_id, start_date, stopped_on, pauses, segments, replaced, revision };
}
