import type { CheckInEntry, recordCheckInsForClientRoute } from '@healthprotocol/contracts/check-ins';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { ApiProblem } from '../../../platform/api-problem.ts';

/** Records what a client told; a refusal of the one entry is an error like any other. */
export function useRecordCheckIn(clientId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (entry: CheckInEntry) => {
      const { items } = await apiRequest<typeof recordCheckInsForClientRoute>({
        method: 'POST',
        path: '/clients/:clientId/check-ins',
        params: { clientId },
        body: { checkIns: [entry] },
      });
      const code = items[0]?.code;
      if (code) throw new ApiProblem({ code }, 422);
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['clients'] });
      void queryClient.invalidateQueries({ queryKey: ['practitioner-today'] });
      void queryClient.invalidateQueries({ queryKey: ['client', clientId] });
      // The day is waited for, so that the row shows the answer when its form closes.
      return queryClient.invalidateQueries({ queryKey: ['client', clientId, 'day'] });
    },
  });
}
