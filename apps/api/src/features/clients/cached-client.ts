import type { Client } from '@healthprotocol/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { CacheService } from '../../platform/cache/cache.ts';
import { clientSubject, organizationSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { maySee } from './clients.policy.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetailForAnybody } from './clients.repository.ts';

/**
 * The record of a client, which is the same for everybody who may see it. Whether the actor may is asked on a hit, too: of the
 * care team in the record.
 * @throws not_found
 */
export async function getCachedClient(
  { actor, cache, inTenant }: { actor: Actor; cache: CacheService; inTenant: InTenant },
  clientId: string,
  now: Date,
): Promise<Client> {
  const { organizationId } = actor;
  const client = await cache.getOrLoad(
    {
      cache: 'client_record',
      subject: clientSubject(organizationId, clientId),
      // Whoever leaves the organization leaves its care teams.
      dependsOn: [organizationSubject(organizationId)],
    },
    async () => ({
      value: presentClient(await inTenant((tx) => getClientDetailForAnybody(tx, clientId, now))),
    }),
  );
  if (!maySee(actor, client)) throw new AppError('not_found');
  return client;
}

type InTenant = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
