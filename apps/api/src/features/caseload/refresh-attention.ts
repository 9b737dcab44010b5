import { addDays, instantOf, localDateOf } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { AppDatabase } from '../../platform/db/schema.ts';
import { inTenantTransaction, type TenantTx } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';
import { loadSumsOfClients } from '../adherence/index.ts';
import { getAttentionSettings } from './attention.repository.ts';
import { allReasons, type ClientAttention, loadAttention, NO_ATTENTION } from './attention-facts.ts';
import { urgencyOf } from './caseload.policy.ts';
import {
  findNext,
  findOrganizationsWithOutdated,
  findOutdated,
  type KeptRow,
  keepAttention,
  type NewKept,
  settle,
} from './kept-attention.repository.ts';

/** How many clients one transaction works out, so that it and its statements are short. */
const BATCH = 50;
/** Begins no further batch after this long: the next run goes on. */
const LONGEST_RUN_MS = 600_000;

/**
 * Works out anew what is kept of clients and is outdated, by a write or by the turn of their day, in batches, one organization
 * after the other in turn. Any number may run at once; together they do some work twice and nothing wrong.
 */
export async function refreshAttention(db: AppDatabase, clock: Clock): Promise<{ clients: number }> {
  const begin = Number(clock.now());
  let clients = 0;
  let waiting: Work[] = (await findOrganizationsWithOutdated(db, clock.now())).map((organizationId) => ({
    organizationId,
  }));
  while (waiting.length > 0 && Number(clock.now()) - begin < LONGEST_RUN_MS) {
    const unfinished: Work[] = [];
    for (const work of waiting) {
      const { kept, next, passed } = await refreshBatch(db, work, clock.now());
      clients += kept;
      // In a transaction of its own, because several may hold the lock of the one before.
      if (passed !== undefined) await inTenant(db, work.organizationId, (tx) => settle(tx, passed));
      if (next) unfinished.push(next);
    }
    waiting = unfinished;
  }
  return { clients };
}

/** What is to be done of an organization. `pass` goes over every client, because something has outdated all of them. */
type Work = { organizationId: string; pass?: { epoch: number; after: string | null } };

function refreshBatch(
  db: AppDatabase,
  { organizationId, pass }: Work,
  now: Date,
): Promise<{ kept: number; next?: Work; passed?: number }> {
  return inTenant(db, organizationId, async (tx) => {
    // Locked, so that nothing is kept by a setting that is no more.
    const { silentDays, epoch, settled } = await getAttentionSettings(tx, { lock: true });
    const isSettled = settled === epoch;
    const after = pass?.epoch === epoch ? pass.after : null;
    // Whatever is written after this shows in the rows when they are kept.
    const rows = await (isSettled ? findOutdated(tx, now, BATCH) : findNext(tx, now, after, BATCH));
    const made = await workOut(tx, rows, silentDays, now);
    const kept = made.length === 0 ? 0 : await keepAttention(tx, made);
    if (isSettled) {
      // What others are writing about at this moment is left to the next run.
      return rows.length === BATCH && kept > 0 ? { kept, next: { organizationId } } : { kept };
    }
    // In the order of their ids, as the statement has chosen them.
    const last = rows
      .map((row) => row.client_id)
      .toSorted()
      .at(-1);
    if (rows.length === BATCH && last)
      return { kept, next: { organizationId, pass: { epoch, after: last } } };
    return { kept, next: { organizationId }, passed: epoch };
  });
}

const inTenant = <T>(
  db: AppDatabase,
  organizationId: string,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> =>
  inTenantTransaction(db, organizationId, { actor: null, requestId: newId(), ipAddress: null }, work);

async function workOut(
  tx: TenantTx,
  rows: readonly KeptRow[],
  silentDays: number,
  now: Date,
): Promise<NewKept[]> {
  const dated = rows.map((row) => ({
    row,
    clientId: row.client_id,
    today: localDateOf(now, row.time_zone, row.day_start_hour),
  }));
  const [found, sums] = await Promise.all([
    loadAttention(
      tx,
      dated.filter(({ row }) => !row.archived),
      silentDays,
    ),
    loadSumsOfClients(tx, new Map(dated.map(({ clientId, today }) => [clientId, today]))),
  ]);
  return dated.map(({ row, clientId, today }) => ({
    ...toKept(row, today, found.get(clientId) ?? NO_ATTENTION),
    adherence: sums.get(clientId) ?? { due: 0, done: 0, answered: 0 },
  }));
}

function toKept(row: KeptRow, today: string, attention: ClientAttention): Omit<NewKept, 'adherence'> {
  const { reasons, following, checkedIn, lasting } = attention;
  const { time_zone: timeZone, day_start_hour: dayStartHour } = row;
  const dayStart = `${String(dayStartHour).padStart(2, '0')}:00`;
  const untitled = (changes: ClientAttention['starts']) =>
    changes.map(({ assignmentId, date }) => ({ assignmentId, date }));
  return {
    clientId: row.client_id,
    changedIn: row.changed_in,
    dayEnds: lasting ? 'infinity' : new Date(instantOf(addDays(today, 1), dayStart, timeZone, dayStartHour)),
    urgency: urgencyOf(allReasons(attention)),
    nextStart: attention.starts[0]?.date ?? null,
    nextEnd: attention.ends[0]?.date ?? null,
    starting: attention.starts.length,
    ending: attention.ends.length,
    following,
    checkedIn,
    reasons,
    starts: untitled(attention.starts),
    ends: untitled(attention.ends),
  };
}
