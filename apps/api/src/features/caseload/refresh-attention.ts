import { addDays, instantOf, localDateOf } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { AppDatabase } from '../../platform/db/schema.ts';
import { inTenantTransaction, type TenantTx } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';
import { loadSumsOfClients } from '../adherence/index.ts';
import { getSilentDays } from './attention.repository.ts';
import { allReasons, type ClientAttention, loadAttention, NO_ATTENTION } from './attention-facts.ts';
import { urgencyOf } from './caseload.policy.ts';
import {
  findOrganizationsWithOutdated,
  findOutdated,
  type KeptRow,
  keepAttention,
  type NewKept,
} from './kept-attention.repository.ts';

/** How many clients one transaction works out, so that it is short. */
const BATCH = 200;
/** Begins no further batch after this long: the next run goes on. */
const LONGEST_RUN_MS = 300_000;

/**
 * Works out anew what is kept of clients and is outdated, by a write or by the turn of their day, in batches, one organization
 * after the other in turn. Any number may run at once; together they do some work twice and nothing wrong.
 */
export async function refreshAttention(db: AppDatabase, clock: Clock): Promise<{ clients: number }> {
  const begin = Number(clock.now());
  let clients = 0;
  let waiting = await findOrganizationsWithOutdated(db, clock.now());
  while (waiting.length > 0 && Number(clock.now()) - begin < LONGEST_RUN_MS) {
    const unfinished: string[] = [];
    for (const organizationId of waiting) {
      const { found, kept } = await refreshBatch(db, organizationId, clock.now());
      clients += kept;
      // What others are writing about at this moment is left to the next run.
      if (found === BATCH && kept > 0) unfinished.push(organizationId);
    }
    waiting = unfinished;
  }
  return { clients };
}

function refreshBatch(
  db: AppDatabase,
  organizationId: string,
  now: Date,
): Promise<{ found: number; kept: number }> {
  const origin = { actor: null, requestId: newId(), ipAddress: null };
  return inTenantTransaction(db, organizationId, origin, async (tx) => {
    // What changed a client is read before what they call for: a write in between shows in what is kept.
    const [rows, silentDays] = await Promise.all([findOutdated(tx, now, BATCH), getSilentDays(tx)]);
    const made = await workOut(tx, rows, silentDays, now);
    return { found: rows.length, kept: made.length === 0 ? 0 : await keepAttention(tx, made) };
  });
}

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
