import { type ClientSummary, type listClientsRoute, type Page, Uuid } from '@healthprotocol/contracts';
import { localNow } from '@healthprotocol/domain';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { loadAnswersOfClients } from '../adherence/index.ts';
import { presentClientSummary } from './caseload.presenter.ts';
import { findLastCheckInDates, listClientLines } from './client-list.repository.ts';
import { isRunning, listRunning } from './running-plans.ts';

// The database takes any text but one with a null character.
const searchText = z.string().refine((text) => !text.includes('\0'));

/**
 * Lists the clients whom the actor may see, by name.
 * @throws validation_failed when the cursor was not made here
 */
export function listClients(
  { actor, query: { cursor, limit, search, status }, inTenant }: RouteRequest<typeof listClientsRoute>,
  clock: Clock,
): Promise<Page<ClientSummary>> {
  const after = readCursor(cursor, [searchText, Uuid]);
  const now = clock.now();
  return inTenant(async (tx) => {
    const filter = { search, archived: status === 'archived', now };
    const rows = await listClientLines(tx, actor, filter, after, limit + 1);
    const calendars = new Map(
      rows.slice(0, limit).map((row) => [row.id, { now: localNow(now, row.time_zone, row.day_start_hour) }]),
    );
    const clientIds = [...calendars.keys()];
    const running = listRunning(tx, calendars);
    const [answers, lastDates, rowsOfRunning] = await Promise.all([
      loadAnswersOfClients(tx, running, calendars),
      findLastCheckInDates(tx, clientIds),
      running,
    ]);
    const runningOf = Map.groupBy(
      rowsOfRunning.filter((row) => isRunning(row, calendars.get(row.client_id)!.now.today)),
      (row) => row.client_id,
    );
    const detail = { clients: clientIds.length };
    tx.audit({ type: 'client.listed', subjectType: 'client', subjectId: null, detail });
    return toPage(
      rows,
      limit,
      (row) =>
        presentClientSummary(row, {
          runningAssignments: runningOf.get(row.id)?.length ?? 0,
          adherence30: answers.get(row.id)!,
          lastCheckInDate: lastDates.get(row.id) ?? null,
        }),
      (row) => [row.search_text, row.id],
    );
  });
}
