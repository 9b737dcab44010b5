import type { getClientRoute } from '@healthprotocol/contracts/clients';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** The client from whose record one came. */
export function chosenClientQuery(clientId: string) {
  return queryOptions({
    queryKey: ['assign', 'client', clientId],
    queryFn: async ({ signal }) => {
      const { id, name, timeZone } = await apiRequest<typeof getClientRoute>({
        method: 'GET',
        path: '/clients/:clientId',
        params: { clientId },
        signal,
      });
      return { id, name, timeZone };
    },
  });
}
