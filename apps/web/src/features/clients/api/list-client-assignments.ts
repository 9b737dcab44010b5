import type { AssignmentSummary, listClientAssignmentsRoute } from '@healthprotocol/contracts/assignments';
import type { Page } from '@healthprotocol/contracts/paging';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** What a client follows, followed, or will follow; the newest start first. */
export function clientAssignmentsQuery(clientId: string) {
  return queryOptions({
    queryKey: ['client', clientId, 'assignments'],
    // All of them: the timeline shows years at a time.
    queryFn: async ({ signal }) => {
      const items: AssignmentSummary[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<AssignmentSummary> = await apiRequest<typeof listClientAssignmentsRoute>({
          method: 'GET',
          path: '/clients/:clientId/assignments',
          params: { clientId },
          query: { limit: 100, ...(cursor !== null && { cursor }) },
          signal,
        });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return { items };
    },
  });
}
