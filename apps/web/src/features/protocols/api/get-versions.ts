import type { getVersionRoute, listVersionsRoute } from '@healthprotocol/contracts/protocols';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Published versions, newest first. */
export function versionsQuery(protocolId: string) {
  return infiniteQueryOptions({
    queryKey: ['protocols', 'versions', protocolId],
    queryFn: ({ signal, pageParam }) =>
      apiRequest<typeof listVersionsRoute>({
        method: 'GET',
        path: '/protocols/:protocolId/versions',
        params: { protocolId },
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** One published version; it can never change. */
export function versionQuery(protocolId: string, version: number) {
  return queryOptions({
    queryKey: ['protocols', 'version', protocolId, version],
    queryFn: ({ signal }) =>
      apiRequest<typeof getVersionRoute>({
        method: 'GET',
        path: '/protocols/:protocolId/versions/:version',
        params: { protocolId, version },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
