import type { CreateClientRequest, createClientRoute } from '@healthprotocol/contracts/clients';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { clientQuery } from './get-client.ts';

/** Creates a client; the id is made by the caller, so that trying again creates nobody twice. */
export function useCreateClient() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateClientRequest) =>
      apiRequest<typeof createClientRoute>({ method: 'POST', path: '/clients', body }),
    onSuccess: (client) => {
      queryClient.setQueryData(clientQuery(client.id).queryKey, client);
      void queryClient.invalidateQueries({ queryKey: ['clients'] });
    },
  });
}
