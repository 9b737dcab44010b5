import type { getClientRoute } from '@healthprotocol/contracts/clients';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** One client with the record. */
export function clientQuery(clientId: string) {
  return queryOptions({
    queryKey: ['client', clientId],
    queryFn: ({ signal }) =>
      apiRequest<typeof getClientRoute>({
        method: 'GET',
        path: '/clients/:clientId',
        params: { clientId },
        signal,
      }),
  });
}
