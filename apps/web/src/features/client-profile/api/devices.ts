import type { listSessionsRoute, revokeSessionRoute } from '@healthprotocol/contracts/identity';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** The devices on which I am signed in. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => apiRequest<typeof listSessionsRoute>({ method: 'GET', path: '/sessions', signal }),
});

export function useSignOutDevice() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) =>
      apiRequest<typeof revokeSessionRoute>({
        method: 'DELETE',
        path: '/sessions/:sessionId',
        params: { sessionId },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: devicesQuery.queryKey }),
  });
}
