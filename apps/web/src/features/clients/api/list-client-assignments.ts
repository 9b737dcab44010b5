import type { listClientAssignmentsRoute } from '@healthprotocol/contracts/assignments';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** What a client follows, followed, or will follow; the newest start first. */
export function clientAssignmentsQuery(clientId: string) {
  return queryOptions({
    queryKey: ['client', clientId, 'assignments'],
    queryFn: ({ signal }) =>
      apiRequest<typeof listClientAssignmentsRoute>({
        method: 'GET',
        path: '/clients/:clientId/assignments',
        params: { clientId },
        signal,
      }),
  });
}
