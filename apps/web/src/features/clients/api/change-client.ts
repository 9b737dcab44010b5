import type {
  archiveClientRoute,
  ClientRecord,
  changeCareTeamRoute,
  changeClientRoute,
  inviteClientRoute,
  restoreClientRoute,
} from '@healthprotocol/contracts/clients';
import { apiRequest } from '../../../platform/api-client.ts';
import { useClientMutation } from './use-client-mutation.ts';

export function useChangeClient(clientId: string) {
  return useClientMutation((body: ClientRecord & { revision: number }) =>
    apiRequest<typeof changeClientRoute>({
      method: 'PUT',
      path: '/clients/:clientId',
      params: { clientId },
      body,
    }),
  );
}

export function useArchiveClient(clientId: string) {
  return useClientMutation((_: undefined) =>
    apiRequest<typeof archiveClientRoute>({
      method: 'POST',
      path: '/clients/:clientId/archive',
      params: { clientId },
    }),
  );
}

export function useRestoreClient(clientId: string) {
  return useClientMutation((_: undefined) =>
    apiRequest<typeof restoreClientRoute>({
      method: 'POST',
      path: '/clients/:clientId/restore',
      params: { clientId },
    }),
  );
}

export function useInviteClient(clientId: string) {
  return useClientMutation((email: string) =>
    apiRequest<typeof inviteClientRoute>({
      method: 'POST',
      path: '/clients/:clientId/invitation',
      params: { clientId },
      body: { email },
    }),
  );
}

export function useChangeCareTeam(clientId: string) {
  return useClientMutation((memberIds: string[]) =>
    apiRequest<typeof changeCareTeamRoute>({
      method: 'PUT',
      path: '/clients/:clientId/care-team',
      params: { clientId },
      body: { memberIds },
    }),
  );
}
