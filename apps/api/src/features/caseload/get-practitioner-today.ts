import type {
  AdherenceAnswer,
  getPractitionerTodayRoute,
  PractitionerToday,
} from '@healthprotocol/contracts';
import { localDateOf, localNow } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { loadAnswersOfClients, type Sum } from '../adherence/index.ts';
import { getAttentionSettings } from './attention.repository.ts';
import { type ClientAttention, loadAttention, NO_ATTENTION } from './attention-facts.ts';
import { MOST_WORKED_OUT } from './caseload.policy.ts';
import { presentToday } from './caseload.presenter.ts';
import { countKept, findCandidates, findProtocolTitles, type KeptRow } from './kept-attention.repository.ts';
import { correctCounts, mostPressing, toKnown, worstOutdated } from './known-clients.ts';
import { listRunning } from './running-plans.ts';

/**
 * Shows who needs somebody, worst first, and what starts or ends within a week. It is read from what is kept of each client;
 * where that is outdated it is worked out here, of so many clients that the answer comes in time, and the others are counted.
 */
export function getPractitionerToday(
  { actor, inTenant }: RouteRequest<typeof getPractitionerTodayRoute>,
  clock: Clock,
): Promise<PractitionerToday> {
  const now = clock.now();
  return inTenant(async (tx) => {
    const [rows, counts, { silentDays }] = await Promise.all([
      findCandidates(tx, actor, now),
      countKept(tx, actor, now),
      getAttentionSettings(tx),
    ]);
    const fresh = rows.filter((row) => row.fresh).map((row) => toKnown(row));
    const pressing = mostPressing(fresh);
    const outdated = worstOutdated(rows, MOST_WORKED_OUT);
    const sums = new Map(
      rows.flatMap((row) => (row.fresh && row.adherence ? [[row.client_id, row.adherence]] : [])),
    );
    // The adherence of all who may come to be listed, so that it need not wait for who does.
    const [attention, titles, adherence] = await Promise.all([
      attentionNow(tx, outdated, silentDays, now),
      findProtocolTitles(tx, [
        ...pressing.attention.flatMap(({ ends }) => ends.map(({ assignmentId }) => assignmentId)),
        ...[...pressing.starts, ...pressing.ends].map(({ assignmentId }) => assignmentId),
      ]),
      adherenceOf(tx, [...pressing.attention, ...outdated.map((row) => toKnown(row))], sums, now),
    ]);
    const workedOut = outdated.map((row) => ({
      row,
      attention: attention.get(row.client_id) ?? NO_ATTENTION,
    }));
    const listed = mostPressing([...fresh, ...workedOut.map((one) => toKnown(one.row, one.attention))]);
    const detail = { attention: listed.attention.length };
    tx.audit({ type: 'client.listed', subjectType: 'client', subjectId: null, detail });
    return presentToday(listed, correctCounts(counts, workedOut), titles, adherence);
  });
}

function attentionNow(
  tx: TenantTx,
  rows: readonly KeptRow[],
  silentDays: number,
  now: Date,
): Promise<Map<string, ClientAttention>> {
  const clients = rows
    .filter(({ archived }) => !archived)
    .map((row) => ({
      clientId: row.client_id,
      today: localDateOf(now, row.time_zone, row.day_start_hour),
    }));
  return loadAttention(tx, clients, silentDays);
}

function adherenceOf(
  tx: TenantTx,
  clients: readonly { clientId: string; timeZone: string; dayStartHour: number }[],
  sums: ReadonlyMap<string, Sum>,
  now: Date,
): Promise<Map<string, AdherenceAnswer>> {
  const calendars = new Map(
    clients.map(({ clientId, timeZone, dayStartHour }) => [
      clientId,
      { now: localNow(now, timeZone, dayStartHour) },
    ]),
  );
  return loadAnswersOfClients(tx, listRunning(tx, calendars), calendars, sums);
}
