import type { listSessionsRoute, revokeSessionRoute } from '@healthprotocol/contracts/identity';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Where one is signed in. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => apiRequest<typeof listSessionsRoute>({ method: 'GET', path: '/sessions', signal }),
});

/** Signs devices out, one after the other; those that are gone from the list already need no telling. */
export function useSignOutDevices() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (sessionIds: readonly string[]) => {
      for (const sessionId of sessionIds) {
        await apiRequest<typeof revokeSessionRoute>({
          method: 'DELETE',
          path: '/sessions/:sessionId',
          params: { sessionId },
        });
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey }),
  });
}
