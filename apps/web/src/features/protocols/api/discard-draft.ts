import type { discardDraftRoute } from '@healthprotocol/contracts/protocols';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { keepProtocol, protocolQuery } from './get-protocol.ts';

/** Throws a draft away; a protocol that was never published goes with it. */
export function useDiscardDraft(protocolId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      apiRequest<typeof discardDraftRoute>({
        method: 'DELETE',
        path: '/protocols/:protocolId/draft',
        params: { protocolId },
      }),
    onSuccess: () => {
      const known = queryClient.getQueryData(protocolQuery(protocolId).queryKey);
      if (known?.latest) keepProtocol(queryClient, { ...known, draft: null });
      else void queryClient.invalidateQueries({ queryKey: ['protocols', 'list'] });
    },
  });
}
