import type { CacheKey, CacheService, Loaded } from './cache/cache.ts';
import type { AppDatabase } from './db/schema.ts';
import {
  type AuditOrigin,
  type Constants,
  inTenantTransaction,
  readInTenant,
  type TenantTx,
} from './db/tenant-transaction.ts';

/**
 * A way to one organization's data, used for one thing at a time: so nobody holds two connections, nothing is loaded beside the
 * question whether it may be, and what the cache keeps never comes from a transaction that may still be rolled back.
 */
export type TenantAccess = {
  readonly organizationId: string;
  readonly constants: Pick<Constants, 'find'>;
  /** Runs work in a transaction of the organization. */
  inTenant<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Sends reads all at once, together with COMMIT; see `readInTenant`. */
  readInTenant<T>(send: (tx: TenantTx) => Promise<T>): Promise<T>;
  /**
   * The cached value, or what `load` gives, which everybody is given who asks meanwhile or later. It therefore gets an access of
   * its own, and opens transactions of its own with it.
   */
  cached<T>(key: CacheKey, load: (own: TenantAccess) => Promise<Loaded<T>>): Promise<T>;
};

type Deps = { database: AppDatabase; cache: CacheService };

/** Opens a way to the data of an organization for one request. */
export function openTenantAccess(deps: Deps, organizationId: string, origin: AuditOrigin): TenantAccess {
  const { database, cache } = deps;
  let isBusy = false;
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isBusy) throw new Error('The data of an organization was asked for while it was being asked for');
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
  return {
    organizationId,
    constants: { find: async (key) => cache.get(key) },
    inTenant: (work) => alone(() => inTenantTransaction(database, organizationId, origin, work, cache)),
    readInTenant: (send) => alone(() => readInTenant(database, organizationId, origin, send, cache)),
    cached: (key, load) =>
      alone(() => cache.getOrLoad(key, () => load(openTenantAccess(deps, organizationId, origin)))),
  };
}
