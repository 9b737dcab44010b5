import type { getOwnAdherenceRoute } from '@healthprotocol/contracts/adherence';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** My adherence over 7, 30 and 90 days and in all. */
export const ownAdherenceQuery = queryOptions({
  queryKey: ['own-adherence'],
  queryFn: ({ signal }) =>
    apiRequest<typeof getOwnAdherenceRoute>({ method: 'GET', path: '/me/adherence', signal }),
});
