import type { getProtocolRoute, Protocol, ProtocolDraft } from '@healthprotocol/contracts/protocols';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** One protocol with its draft and its newest version. */
export function protocolQuery(protocolId: string) {
  return queryOptions({
    queryKey: ['protocols', 'one', protocolId],
    queryFn: ({ signal }) =>
      apiRequest<typeof getProtocolRoute>({
        method: 'GET',
        path: '/protocols/:protocolId',
        params: { protocolId },
        signal,
      }),
  });
}

/** Keeps a protocol that the service has just answered with, and lets lists and versions be asked for again. */
export function keepProtocol(queryClient: QueryClient, protocol: Protocol): void {
  queryClient.setQueryData(protocolQuery(protocol.id).queryKey, protocol);
  void queryClient.invalidateQueries({ queryKey: ['protocols', 'list'] });
  void queryClient.invalidateQueries({ queryKey: ['protocols', 'versions', protocol.id] });
  void queryClient.invalidateQueries({ queryKey: ['protocols', 'differences', protocol.id] });
}

/** Keeps a draft that was just saved. */
export function keepDraft(queryClient: QueryClient, protocolId: string, draft: ProtocolDraft): void {
  const known = queryClient.getQueryData(protocolQuery(protocolId).queryKey);
  if (known) keepProtocol(queryClient, { ...known, draft });
}
