import type { Client } from '@healthprotocol/contracts/clients';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clientQuery } from './get-client.ts';

/** A change that the service answers with the client as it is afterwards. */
export function useClientMutation<Input>(change: (input: Input) => Promise<Client>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (client) => {
      queryClient.setQueryData(clientQuery(client.id).queryKey, client);
      void queryClient.invalidateQueries({ queryKey: ['clients'] });
    },
  });
}
