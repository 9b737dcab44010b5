import type { getOwnClientRoute } from '@healthprotocol/contracts/clients';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from './api-client.ts';

/** The record of the client who is signed in: name, units, zone. */
export const ownClientQuery = queryOptions({
  queryKey: ['own-client'],
  queryFn: ({ signal }) =>
    apiRequest<typeof getOwnClientRoute>({ method: 'GET', path: '/me/client', signal }),
  staleTime: 5 * 60_000,
});
