import type { getPractitionerTodayRoute } from '@healthprotocol/contracts/today';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** Clients who need something, and what starts or ends this week. Fresh whenever one comes back to it. */
export const practitionerTodayQuery = queryOptions({
  queryKey: ['practitioner-today'],
  queryFn: ({ signal }) =>
    apiRequest<typeof getPractitionerTodayRoute>({ method: 'GET', path: '/practitioner/today', signal }),
  staleTime: 15_000,
  refetchInterval: 60_000,
});
