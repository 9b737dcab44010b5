import type { listClientsRoute } from '@healthprotocol/contracts/clients';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

export interface ClientFilter {
  search: string;
  status: 'current' | 'archived';
}

const pageSize = 50;

/** Clients one may see, by name, page after page. */
export function clientsQuery({ search, status }: ClientFilter) {
  return infiniteQueryOptions({
    queryKey: ['clients', { search, status }],
    queryFn: ({ pageParam, signal }) =>
      apiRequest<typeof listClientsRoute>({
        method: 'GET',
        path: '/clients',
        query: { search, status, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // The list found before stays while the next one is on its way.
    placeholderData: keepPreviousData,
  });
}
