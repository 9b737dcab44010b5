import type { getAssignmentRoute } from '@healthprotocol/contracts/assignments';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** One assignment with its history and the content that is followed now. */
export function assignmentQuery(assignmentId: string) {
  return queryOptions({
    queryKey: ['assignment', assignmentId],
    queryFn: ({ signal }) =>
      apiRequest<typeof getAssignmentRoute>({
        method: 'GET',
        path: '/assignments/:assignmentId',
        params: { assignmentId },
        signal,
      }),
  });
}
