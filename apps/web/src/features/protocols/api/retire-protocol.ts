import type { retireProtocolRoute } from '@healthprotocol/contracts/protocols';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { keepProtocol } from './get-protocol.ts';

/** Ends new assignments of a protocol; those that run go on. */
export function useRetireProtocol(protocolId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      apiRequest<typeof retireProtocolRoute>({
        method: 'POST',
        path: '/protocols/:protocolId/retire',
        params: { protocolId },
      }),
    onSuccess: (protocol) => keepProtocol(queryClient, protocol),
  });
}
