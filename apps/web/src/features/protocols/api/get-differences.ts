import type { getDifferencesRoute } from '@healthprotocol/contracts/protocols';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** What changed from one version to another, or to the draft where `to` is left out. */
export function differencesQuery(protocolId: string, from: number, to: number | undefined) {
  return queryOptions({
    queryKey: ['protocols', 'differences', protocolId, from, to ?? 'draft'],
    queryFn: ({ signal }) =>
      apiRequest<typeof getDifferencesRoute>({
        method: 'GET',
        path: '/protocols/:protocolId/differences',
        params: { protocolId },
        query: { from, to },
        signal,
      }),
    staleTime: to === undefined ? 0 : Number.POSITIVE_INFINITY,
  });
}
