import type {
  inviteMemberRoute,
  listInvitationsRoute,
  PendingInvitation,
  revokeInvitationRoute,
} from '@healthprotocol/contracts/organization';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import type { StaffRole } from '../team-rules.ts';

/** Invitations to the team that nobody accepted yet: a short list, read as a whole. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }): Promise<PendingInvitation[]> => {
    const invitations: PendingInvitation[] = [];
    let cursor: string | undefined;
    do {
      const page = await apiRequest<typeof listInvitationsRoute>({
        method: 'GET',
        path: '/members/invitations',
        query: { limit: 100, cursor },
        signal,
      });
      invitations.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return invitations;
  },
});

export function useInviteMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; role: StaffRole }) =>
      apiRequest<typeof inviteMemberRoute>({ method: 'POST', path: '/members/invitations', body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

export function useRevokeInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) =>
      apiRequest<typeof revokeInvitationRoute>({
        method: 'DELETE',
        path: '/members/invitations/:invitationId',
        params: { invitationId },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}
