import type { listMembersRoute, Member, Page } from '@healthprotocol/contracts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { decodeCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { listStaff } from './members.repository.ts';
import { presentMember } from './organization.presenter.ts';

/** One page of the team, by name. */
export async function listMembers({
  query,
  inTenant,
}: RouteRequest<typeof listMembersRoute>): Promise<Page<Member>> {
  const after = decodeCursor(query.cursor, 2) as [string, string] | undefined;
  const rows = await inTenant((tx) => listStaff(tx, query.limit, after));
  return toPage(rows, query.limit, presentMember, (row) => [row.name, row.id]);
}
