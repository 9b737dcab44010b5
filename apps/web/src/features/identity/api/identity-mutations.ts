import type {
  acceptInvitationRoute,
  completePasswordResetRoute,
  previewInvitationRoute,
  requestPasswordResetRoute,
  Session,
  SignInRequest,
  signInRoute,
} from '@healthprotocol/contracts/identity';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { sessionQuery } from '../../../platform/session.ts';

/** Whoever signs in starts with an empty cache: nothing of the person before is shown to them. */
function useStartSession() {
  const queryClient = useQueryClient();
  return (session: Session) => {
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, session);
  };
}

export function useSignIn() {
  const start = useStartSession();
  return useMutation({
    mutationFn: (body: SignInRequest) =>
      apiRequest<typeof signInRoute>({ method: 'POST', path: '/session', body }),
    onSuccess: start,
  });
}

/** What an invitation says; kept for this visit only. */
export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    queryFn: () =>
      apiRequest<typeof previewInvitationRoute>({
        method: 'POST',
        path: '/invitations/preview',
        body: { token },
      }),
    staleTime: Number.POSITIVE_INFINITY,
    // The screen says in its own words what is wrong with an invitation.
    throwOnError: false,
    retry: false,
  });
}

export function useAcceptInvitation() {
  const start = useStartSession();
  return useMutation({
    mutationFn: (body: { token: string; name: string; password: string }) =>
      apiRequest<typeof acceptInvitationRoute>({ method: 'POST', path: '/invitations/accept', body }),
    onSuccess: start,
  });
}

export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: (email: string) =>
      apiRequest<typeof requestPasswordResetRoute>({
        method: 'POST',
        path: '/password-resets',
        body: { email },
      }),
  });
}

export function useCompletePasswordReset() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      apiRequest<typeof completePasswordResetRoute>({
        method: 'POST',
        path: '/password-resets/complete',
        body,
      }),
  });
}
