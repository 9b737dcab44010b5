import {
  type CheckInWithActivity,
  Instant,
  type listClientCheckInsRoute,
  type Page,
  Uuid,
} from '@healthprotocol/contracts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { viewClient } from '../clients/index.ts';
import { findAssignmentsById, mapPlanned, type PlannedAssignment, versionOn } from '../plans/index.ts';
import { presentCheckInWithActivity } from './check-ins.presenter.ts';
import { type HistoryRow, listHistory } from './check-ins.repository.ts';

/**
 * Shows a page of everything a client said, newest received first.
 * @throws not_found, validation_failed when the cursor was not made here
 */
export function listClientCheckIns({
  actor,
  params: { clientId },
  query: { cursor, limit, ...filter },
  inTenant,
}: RouteRequest<typeof listClientCheckInsRoute>): Promise<Page<CheckInWithActivity>> {
  const after = readCursor(cursor, [Instant, Uuid]);
  return inTenant(async (tx) => {
    await viewClient(tx, actor, clientId, 'check_in.viewed');
    const rows = await listHistory(tx, clientId, filter, after, limit + 1);
    const rowsOf = Map.groupBy(rows, (row) => row.assignment_id);
    const titles = new Map<string, Titles>();
    await mapPlanned(tx, await findAssignmentsById(tx, [...rowsOf.keys()]), (planned) => {
      for (const row of rowsOf.get(planned.id) ?? []) titles.set(row.id, titlesOf(row, planned));
    });
    return toPage(
      rows,
      limit,
      (row) => presentCheckInWithActivity(row, titles.get(row.id)!),
      (row) => [row.received_key, row.id],
    );
  });
}

type Titles = { activityTitle: string; protocolTitle: string };

function titlesOf(row: HistoryRow, planned: PlannedAssignment): Titles {
  const { content } = versionOn(planned, row.local_date);
  // A change that began on the very day may have left the activity out.
  const everywhere = [content, ...planned.contents.values()].flatMap(({ activities }) => activities);
  const activity = everywhere.find(({ id }) => id === row.activity_id);
  return { activityTitle: activity?.title ?? row.activity_id, protocolTitle: content.title };
}
