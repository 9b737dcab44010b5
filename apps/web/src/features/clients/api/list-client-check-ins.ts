import type { listClientCheckInsRoute } from '@healthprotocol/contracts/check-ins';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

export interface CheckInFilter {
  assignmentId?: string | undefined;
  /** First date that is shown; everything when left out. */
  from?: string | undefined;
}

/** What a client said, newest first, page after page, with what was replaced and undone. */
export function clientCheckInsQuery(clientId: string, { assignmentId, from }: CheckInFilter) {
  return infiniteQueryOptions({
    queryKey: ['client', clientId, 'check-ins', { assignmentId, from }],
    queryFn: ({ pageParam, signal }) =>
      apiRequest<typeof listClientCheckInsRoute>({
        method: 'GET',
        path: '/clients/:clientId/check-ins',
        params: { clientId },
        query: { assignmentId, from, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
