import type { getClientAdherenceRoute } from '@healthprotocol/contracts/adherence';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Adherence of a client by period, by day and by assignment. */
export function clientAdherenceQuery(clientId: string) {
  return queryOptions({
    queryKey: ['client', clientId, 'adherence'],
    queryFn: ({ signal }) =>
      apiRequest<typeof getClientAdherenceRoute>({
        method: 'GET',
        path: '/clients/:clientId/adherence',
        params: { clientId },
        signal,
      }),
  });
}
