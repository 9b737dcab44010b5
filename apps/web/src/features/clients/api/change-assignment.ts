import type {
  Assignment,
  AssignmentStatus,
  AssignmentSummary,
  changeAssignmentVersionRoute,
  changeOverridesRoute,
  pauseAssignmentRoute,
  resumeAssignmentRoute,
  stopAssignmentRoute,
} from '@healthprotocol/contracts/assignments';
import type { ActivityOverride } from '@healthprotocol/contracts/protocol-content';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { assignmentQuery } from './get-assignment.ts';
import { clientAssignmentsQuery } from './list-client-assignments.ts';

type Target = Pick<AssignmentSummary, 'id' | 'clientId'>;

/** A change that the service answers with the assignment; `expected` is shown at once and taken back when it is refused. */
function useAssignmentMutation<Input>(
  { id, clientId }: Target,
  change: (input: Input) => Promise<Assignment>,
  expected?: AssignmentStatus,
) {
  const queryClient = useQueryClient();
  const { queryKey } = clientAssignmentsQuery(clientId);
  return useMutation({
    mutationFn: change,
    onMutate: async () => {
      if (!expected) return undefined;
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(
        queryKey,
        (list) =>
          list && { items: list.items.map((one) => (one.id === id ? { ...one, status: expected } : one)) },
      );
      return before;
    },
    onError: (_error, _input, before) => {
      if (before) queryClient.setQueryData(queryKey, before);
    },
    onSuccess: (assignment) => queryClient.setQueryData(assignmentQuery(id).queryKey, assignment),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['clients'] });
      void queryClient.invalidateQueries({ queryKey: ['practitioner-today'] });
      // Not waited for: whoever asked is answered at once.
      void queryClient.invalidateQueries({ queryKey: ['client', clientId] });
    },
  });
}

export function usePauseAssignment(target: Target) {
  return useAssignmentMutation(
    target,
    (_: undefined) =>
      apiRequest<typeof pauseAssignmentRoute>({
        method: 'POST',
        path: '/assignments/:assignmentId/pause',
        params: { assignmentId: target.id },
        body: {},
      }),
    'paused',
  );
}

export function useResumeAssignment(target: Target) {
  return useAssignmentMutation(
    target,
    (_: undefined) =>
      apiRequest<typeof resumeAssignmentRoute>({
        method: 'POST',
        path: '/assignments/:assignmentId/resume',
        params: { assignmentId: target.id },
        body: {},
      }),
    'active',
  );
}

export function useStopAssignment(target: Target) {
  return useAssignmentMutation(target, (reason: string) =>
    apiRequest<typeof stopAssignmentRoute>({
      method: 'POST',
      path: '/assignments/:assignmentId/stop',
      params: { assignmentId: target.id },
      body: { reason },
    }),
  );
}

export function useChangeOverrides(target: Target) {
  return useAssignmentMutation(
    target,
    (body: { fromDate: string; overrides: ActivityOverride[]; confirmDueAgain: boolean }) =>
      apiRequest<typeof changeOverridesRoute>({
        method: 'PUT',
        path: '/assignments/:assignmentId/overrides',
        params: { assignmentId: target.id },
        body,
      }),
  );
}

export function useChangeVersion(target: Target) {
  return useAssignmentMutation(
    target,
    (body: {
      version: number;
      fromDate: string;
      blockReason?: string;
      confirmDueAgain?: boolean;
      confirmEnd?: boolean;
    }) =>
      apiRequest<typeof changeAssignmentVersionRoute>({
        method: 'PUT',
        path: '/assignments/:assignmentId/version',
        params: { assignmentId: target.id },
        body,
      }),
  );
}
