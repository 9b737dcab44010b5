import type { listClientsRoute } from '@healthprotocol/contracts/clients';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Clients whom one may give a protocol, by name. */
export function clientsToChooseQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['assign', 'clients', search],
    queryFn: ({ signal, pageParam }) =>
      apiRequest<typeof listClientsRoute>({
        method: 'GET',
        path: '/clients',
        query: { search, limit: 25, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
