import type { publishProtocolRoute } from '@healthprotocol/contracts/protocols';
import { useMutation } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Freezes the draft of a revision as the next version. */
export function usePublishProtocol(protocolId: string) {
  return useMutation({
    mutationFn: (body: { revision: number; note: string }) =>
      apiRequest<typeof publishProtocolRoute>({
        method: 'POST',
        path: '/protocols/:protocolId/publish',
        params: { protocolId },
        body,
      }),
  });
}
