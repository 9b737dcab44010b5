import type { getOwnDayRoute } from '@healthprotocol/contracts/today';
import { nameActivities } from '@healthprotocol/domain/named-activities';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Every day that was loaded. */
export const ownDaysKey = ['own-day'] as const;

/** My day; today in my own zone when no date is given. */
export function ownDayQuery(date?: string) {
  return queryOptions({
    queryKey: [...ownDaysKey, date ?? 'today'],
    queryFn: async ({ signal }) =>
      nameActivities(
        await apiRequest<typeof getOwnDayRoute>({
          method: 'GET',
          path: '/me/day',
          query: date ? { date } : {},
          signal,
        }),
      ),
    // Slots come to their end and the day turns while the screen stays open.
    refetchInterval: 5 * 60_000,
    // Without a network it fails at once and says so, instead of waiting in silence.
    networkMode: 'always',
    refetchOnReconnect: true,
  });
}
