import type { createAssignmentsRoute } from '@healthprotocol/contracts/assignments';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApiCall, apiRequest } from '../../../platform/api-client.ts';

type Body = ApiCall<typeof createAssignmentsRoute>['body'];

/** Assigns to all the clients or to none. Sending the same ids again assigns nothing twice. */
export function useCreateAssignments() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) =>
      apiRequest<typeof createAssignmentsRoute>({ method: 'POST', path: '/assignments', body }),
    // Lists, records, today and the library all count assignments.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
