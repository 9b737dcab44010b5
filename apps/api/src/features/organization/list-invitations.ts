import type { listInvitationsRoute, Page, PendingInvitation } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { decodeCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { listOpenInvitations } from './invitations.repository.ts';
import { presentInvitation } from './organization.presenter.ts';

/** One page of the invitations to the team that were neither accepted nor taken back, the newest first. */
export async function listInvitations(
  { query, inTenant }: RouteRequest<typeof listInvitationsRoute>,
  clock: Clock,
): Promise<Page<PendingInvitation>> {
  const now = clock.now();
  const after = decodeCursor(query.cursor, 2) as [string, string] | undefined;
  const rows = await inTenant((tx) => listOpenInvitations(tx, query.limit, after));
  return toPage(
    rows,
    query.limit,
    (row) => presentInvitation(row, now),
    (row) => [row.sort_time, row.id],
  );
}
