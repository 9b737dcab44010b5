import type { getSessionRoute, Session, signOutRoute } from '@healthprotocol/contracts/identity';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { apiRequest } from './api-client.ts';
import { ApiProblem } from './api-problem.ts';

/** Who is signed in; null when nobody is. Sign-in and accept-invitation write their answer here. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await apiRequest<typeof getSessionRoute>({ method: 'GET', path: '/session', signal });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Who is signed in, on screens that only signed-in people reach. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new ApiProblem({ code: 'not_signed_in', title: 'Sign in to continue' }, 401);
  return data;
}

/** Ends the session on this device and forgets everything that was loaded. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => apiRequest<typeof signOutRoute>({ method: 'DELETE', path: '/session' }),
    onSuccess: () => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

/** Where a role starts. */
export function homeOf(session: Pick<Session, 'role'>): '/today' | '/me/today' {
  return session.role === 'client' ? '/me/today' : '/today';
}
