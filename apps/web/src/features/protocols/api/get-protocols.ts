import type { ProtocolCategory } from '@healthprotocol/contracts/protocol-content';
import type { listProtocolsRoute, ProtocolStatus } from '@healthprotocol/contracts/protocols';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** What the library is narrowed to; kept in the address. `current` is everything but what is retired. */
export interface LibraryFilter {
  search?: string | undefined;
  category?: ProtocolCategory | undefined;
  status?: ProtocolStatus | undefined;
}

/** The library, page by page, by title. */
export function protocolsQuery({ search, category, status }: LibraryFilter) {
  const filter = { search, category, status: status ?? 'current' } as const;
  return infiniteQueryOptions({
    queryKey: ['protocols', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      apiRequest<typeof listProtocolsRoute>({
        method: 'GET',
        path: '/protocols',
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
