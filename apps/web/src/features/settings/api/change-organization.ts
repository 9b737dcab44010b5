import type { changeOrganizationRoute } from '@healthprotocol/contracts/organization';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { organizationQuery } from '../../../platform/organization.ts';
import { sessionQuery } from '../../../platform/session.ts';

export interface OrganizationForm {
  name: string;
  timeZone: string;
  entryWindowDays: number;
  silentDays: number;
}

export function useChangeOrganization() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: OrganizationForm & { revision: number }) =>
      apiRequest<typeof changeOrganizationRoute>({ method: 'PATCH', path: '/organization', body }),
    onSuccess: (organization) => {
      queryClient.setQueryData(organizationQuery.queryKey, organization);
      // The name stands in the account menu too.
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ['practitioner-today'] });
    },
  });
}
