import type { getClientDayRoute } from '@healthprotocol/contracts/today';
import { nameActivities } from '@healthprotocol/domain/named-activities';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** The day of a client as they see it; today in their zone when no date is given. */
export function clientDayQuery(clientId: string, date?: string) {
  return queryOptions({
    queryKey: ['client', clientId, 'day', date ?? 'today'],
    queryFn: async ({ signal }) =>
      nameActivities(
        await apiRequest<typeof getClientDayRoute>({
          method: 'GET',
          path: '/clients/:clientId/day',
          params: { clientId },
          query: { date },
          signal,
        }),
      ),
    // The sheet says what is wrong itself.
    throwOnError: false,
  });
}
