import type { Client, changeOwnSettingsRoute } from '@healthprotocol/contracts/clients';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { ownClientQuery } from '../../../platform/own-client.ts';

export type OwnSettings = Partial<Pick<Client, 'timeZone' | 'dayStartHour' | 'units'>>;

/** Changes a setting at once and puts it back when the service does not take it. */
export function useChangeOwnSettings() {
  const queryClient = useQueryClient();
  const key = ownClientQuery.queryKey;
  return useMutation({
    mutationFn: (body: OwnSettings) =>
      apiRequest<typeof changeOwnSettingsRoute>({ method: 'PATCH', path: '/me/client', body }),
    onMutate: async (settings) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData(key);
      if (before) queryClient.setQueryData(key, { ...before, ...settings });
      return { before };
    },
    onError: (_error, _settings, context) => {
      if (context?.before) queryClient.setQueryData(key, context.before);
    },
    onSuccess: (client) => {
      queryClient.setQueryData(key, client);
      // Which day it is, and what is due on it, follow from the zone and the day's start.
      for (const name of ['own-day', 'own-plan', 'own-adherence']) {
        void queryClient.invalidateQueries({ queryKey: [name] });
      }
    },
  });
}
