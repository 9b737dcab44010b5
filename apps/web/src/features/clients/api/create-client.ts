import type { CreateClientRequest, createClientRoute } from '@healthprotocol/contracts/clients';
import { apiRequest } from '../../../platform/api-client.ts';
import { useClientMutation } from './use-client-mutation.ts';

/** Creates a client; the id is made by the caller, so that trying again creates nobody twice. */
export function useCreateClient() {
  return useClientMutation((body: CreateClientRequest) =>
    apiRequest<typeof createClientRoute>({ method: 'POST', path: '/clients', body }),
  );
}
