import type { getOwnPlanRoute } from '@healthprotocol/contracts/today';
import { namePlan } from '@healthprotocol/domain/named-activities';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** My protocols, and what is due on each day of a stretch of at most 62. */
export function ownPlanQuery({ from, to }: { from: string; to: string }) {
  return queryOptions({
    queryKey: ['own-plan', from, to],
    queryFn: async ({ signal }) =>
      namePlan(
        await apiRequest<typeof getOwnPlanRoute>({
          method: 'GET',
          path: '/me/plan',
          query: { from, to },
          signal,
        }),
      ),
    // The days before stay while the next ones come.
    placeholderData: keepPreviousData,
    networkMode: 'always',
    refetchOnReconnect: true,
  });
}
