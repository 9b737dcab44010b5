import type { createProtocolRoute } from '@healthprotocol/contracts/protocols';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { keepProtocol } from './get-protocol.ts';

/** Creates a protocol as a draft. The caller makes the id, so that a retry creates no second one. */
export function useCreateProtocol() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title, durationDays }: { id: string; title: string; durationDays: number }) =>
      apiRequest<typeof createProtocolRoute>({
        method: 'POST',
        path: '/protocols',
        body: { id, content: { title, durationDays } },
      }),
    onSuccess: (protocol) => keepProtocol(queryClient, protocol),
  });
}
