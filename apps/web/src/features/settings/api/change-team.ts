import type { changeMemberRoute, removeMemberRoute } from '@healthprotocol/contracts/organization';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { teamQuery } from '../../../platform/organization.ts';
import type { StaffRole } from '../team-rules.ts';

/** Gives somebody another role; it is shown at once and taken back when it is refused. */
export function useChangeRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ memberId, role }: { memberId: string; role: StaffRole }) =>
      apiRequest<typeof changeMemberRoute>({
        method: 'PATCH',
        path: '/members/:memberId',
        params: { memberId },
        body: { role },
      }),
    onMutate: async ({ memberId, role }) => {
      await queryClient.cancelQueries({ queryKey: teamQuery.queryKey });
      const before = queryClient.getQueryData(teamQuery.queryKey);
      queryClient.setQueryData(teamQuery.queryKey, (team) =>
        team?.map((member) => (member.id === memberId ? { ...member, role } : member)),
      );
      return before;
    },
    onError: (_error, _input, before) => {
      if (before) queryClient.setQueryData(teamQuery.queryKey, before);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: teamQuery.queryKey }),
  });
}

export function useRemoveMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (memberId: string) =>
      apiRequest<typeof removeMemberRoute>({
        method: 'DELETE',
        path: '/members/:memberId',
        params: { memberId },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: teamQuery.queryKey }),
  });
}
