import type { Client } from '@healthprotocol/contracts';
import { clientSubject, organizationSubject } from '../../platform/cache/subjects.ts';
import type { TenantAccess } from '../../platform/tenant-access.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetailForAnybody } from './clients.repository.ts';

/**
 * The record of a client, which is the same for everybody who may see it. The caller has made sure that the actor may.
 * @throws not_found
 */
export function getCachedClient(access: TenantAccess, clientId: string, now: Date): Promise<Client> {
  const { organizationId } = access;
  return access.cached(
    {
      cache: 'client_record',
      subject: clientSubject(organizationId, clientId),
      // Whoever leaves the organization leaves its care teams.
      dependsOn: [organizationSubject(organizationId)],
    },
    async (own) => ({
      value: presentClient(await own.readInTenant((tx) => getClientDetailForAnybody(tx, clientId, now))),
    }),
  );
}
