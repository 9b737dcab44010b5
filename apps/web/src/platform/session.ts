import type { getSessionRoute, Session, signOutRoute } from '@healthprotocol/contracts/identity';
import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useState } from 'react';
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
  // A screen that is about to be left still belongs to whoever opened it.
  const [opened] = useState(data);
  const session = data ?? opened;
  if (!session) throw new ApiProblem({ code: 'not_signed_in', title: 'Sign in to continue' }, 401);
  return session;
}

/** Leaves the screens of a session that has ended, then forgets everything that was loaded in it. */
export async function leaveSession(queryClient: QueryClient, leave: () => Promise<void>): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  await leave();
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

/** Ends the session on this device; `leave` goes where nobody is signed in. */
export function useSignOut(leave: () => Promise<void>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => apiRequest<typeof signOutRoute>({ method: 'DELETE', path: '/session' }),
    onSuccess: () => leaveSession(queryClient, leave),
  });
}

/** Where a role starts. */
export function homeOf(session: Pick<Session, 'role'>): '/today' | '/me/today' {
  return session.role === 'client' ? '/me/today' : '/today';
}
