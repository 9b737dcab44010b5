import type { copyProtocolRoute } from '@healthprotocol/contracts/protocols';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { keepProtocol } from './get-protocol.ts';

/** Starts a new draft from a protocol, under an id that the caller made. */
export function useCopyProtocol(protocolId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { id: string; title: string }) =>
      apiRequest<typeof copyProtocolRoute>({
        method: 'POST',
        path: '/protocols/:protocolId/copy',
        params: { protocolId },
        body,
      }),
    onSuccess: (protocol) => keepProtocol(queryClient, protocol),
  });
}
