import type { LocalDate } from '@healthprotocol/contracts';
import { occurrenceKey, supersedes } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { listPlans, type PlannedAssignment } from '../plans/index.ts';
import { type DayRow, rollup } from './adherence.policy.ts';
import { deleteDaysFrom, upsertDays } from './adherence.repository.ts';
import {
  type CurrentEntry,
  findCurrent,
  findHistory,
  findRollup,
  type HistoryEntry,
  lockNextAssignments,
  outdateAttention,
  replaceCurrent,
} from './rebuild.repository.ts';
import { inForce } from './rewrite-adherence.ts';

const BATCH = 200;
const BEGINNING_OF_TIME: LocalDate = '0001-01-01';

/** What a pass over one batch of assignments found; `last` is where the next batch goes on, null at the end. */
export type AdherencePass = { checked: number; wrong: string[]; last: string | null };

/**
 * Works out from the check-ins alone what is in force and what the rollup must be, for the next assignments by id, and
 * names those for which something else is kept. With `repair`, writes it anew for them.
 */
export async function passOverAdherence(
  tx: TenantTx,
  after: string | null,
  { repair }: { repair: boolean },
): Promise<AdherencePass> {
  const ids = await lockNextAssignments(tx, after, BATCH);
  const [planned, history, current, days] = await Promise.all([
    listPlans(tx, ids),
    findHistory(tx, ids),
    findCurrent(tx, ids),
    findRollup(tx, ids),
  ]);
  const historyOf = Map.groupBy(history, ({ assignmentId }) => assignmentId);
  const currentOf = Map.groupBy(current, ({ assignmentId }) => assignmentId);
  const daysOf = Map.groupBy(days, ({ assignmentId }) => assignmentId);
  const wrong = planned
    .map((one) => derive(one, historyOf.get(one.id) ?? []))
    .filter(
      (right) =>
        !sameRows(right.current, currentOf.get(right.id) ?? [], currentText) ||
        !sameRows(right.days, daysOf.get(right.id) ?? [], dayText),
    );
  if (repair && wrong.length > 0) await write(tx, wrong);
  return {
    checked: ids.length,
    wrong: wrong.map(({ id }) => id),
    last: ids.length < BATCH ? null : (ids.at(-1) ?? null),
  };
}

type Derived = { id: string; clientId: string; current: CurrentEntry[]; days: DayRow[] };

function derive({ id, clientId, plan }: PlannedAssignment, history: readonly HistoryEntry[]): Derived {
  const latest = new Map<string, HistoryEntry>();
  for (const entry of history) {
    const known = latest.get(occurrenceKey(entry));
    if (!known || supersedes(ordered(entry), ordered(known))) latest.set(occurrenceKey(entry), entry);
  }
  const current = [...latest.values()];
  return { id, clientId, current, days: rollup(plan, inForce(current)) };
}

const ordered = ({ id, recordedAt }: HistoryEntry) => ({ id, recordedAt: recordedAt.toISOString() });

async function write(tx: TenantTx, wrong: readonly Derived[]): Promise<void> {
  const ids = wrong.map(({ id }) => id);
  const owned = <T>(pick: (one: Derived) => readonly T[]) =>
    wrong.flatMap((one) => pick(one).map((row) => ({ ...row, clientId: one.clientId })));
  await replaceCurrent(
    tx,
    ids,
    owned(({ current }) => current),
  );
  await deleteDaysFrom(tx, ids, BEGINNING_OF_TIME);
  await upsertDays(
    tx,
    owned(({ days }) => days),
  );
  await outdateAttention(
    tx,
    wrong.map(({ clientId }) => clientId),
  );
}

function sameRows<T>(right: readonly T[], kept: readonly T[], text: (row: T) => string): boolean {
  const expected = new Set(right.map(text));
  return right.length === kept.length && kept.every((row) => expected.has(text(row)));
}

const currentText = (row: CurrentEntry) => `${occurrenceKey(row)} ${row.id} ${row.recordedAt.toISOString()}`;
const dayText = (row: DayRow) => [row.localDate, row.due, row.done, row.excused, row.answered].join(' ');
