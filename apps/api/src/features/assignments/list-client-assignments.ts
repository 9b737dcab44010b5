import {
  type AssignmentSummary,
  LocalDate,
  type listClientAssignmentsRoute,
  type Page,
  Uuid,
} from '@healthprotocol/contracts';
import { localNow } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { viewClient } from '../clients/index.ts';
import { findAssignmentsPage } from '../plans/index.ts';
import { loadSummaries } from './load-summaries.ts';

/**
 * Lists a page of the assignments of a client, newest start first.
 * @throws not_found, validation_failed when the cursor was not made here
 */
export function listClientAssignments(
  { actor, params: { clientId }, query, inTenant }: RouteRequest<typeof listClientAssignmentsRoute>,
  clock: Clock,
): Promise<Page<AssignmentSummary>> {
  const after = readCursor(query.cursor, [LocalDate, Uuid]);
  return inTenant(async (tx) => {
    const client = await viewClient(tx, actor, clientId, 'assignment.viewed');
    const now = localNow(clock.now(), client.time_zone, client.day_start_hour);
    const rows = await findAssignmentsPage(tx, clientId, after, query.limit + 1);
    const page = toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => [row.start_date, row.id],
    );
    return { ...page, items: await loadSummaries(tx, page.items, new Map([[clientId, { now }]])) };
  });
}
