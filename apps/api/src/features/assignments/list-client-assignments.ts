import type { AssignmentSummary, listClientAssignmentsRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { viewClient } from '../clients/index.ts';
import { listClientCalendars, listPlansOfClients } from '../plans/index.ts';
import { loadSummaries } from './load-summaries.ts';

/**
 * Lists the assignments of a client, newest start first.
 * @throws not_found
 */
export function listClientAssignments(
  { actor, params: { clientId }, inTenant }: RouteRequest<typeof listClientAssignmentsRoute>,
  clock: Clock,
): Promise<{ items: AssignmentSummary[] }> {
  return inTenant(async (tx) => {
    await viewClient(tx, actor, clientId, 'assignment.viewed');
    const [calendars, planned] = await Promise.all([
      listClientCalendars(tx, [clientId], clock.now()),
      listPlansOfClients(tx, [clientId]),
    ]);
    return { items: await loadSummaries(tx, planned, calendars) };
  });
}
