import type { getOrganizationRoute, listMembersRoute, Member } from '@healthprotocol/contracts/organization';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from './api-client.ts';

/** The organization one acts in: its name and its defaults. */
export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) =>
    apiRequest<typeof getOrganizationRoute>({ method: 'GET', path: '/organization', signal }),
  staleTime: 5 * 60_000,
});

/** The whole team by name, page after page: even a large one is a few hundred people. */
export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: async ({ signal }): Promise<Member[]> => {
    const members: Member[] = [];
    let cursor: string | undefined;
    do {
      const page = await apiRequest<typeof listMembersRoute>({
        method: 'GET',
        path: '/members',
        query: { limit: 100, cursor },
        signal,
      });
      members.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return members;
  },
});
