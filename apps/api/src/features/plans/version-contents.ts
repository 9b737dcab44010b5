import type { ProtocolContent } from '@healthprotocol/contracts';
import type { CacheKey } from '../../platform/cache/cache.ts';
import { protocolVersionSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { findVersions } from './plans.repository.ts';

export type VersionKey = { protocolId: string; version: number };

/**
 * Looks up the contents of versions, by `protocolId/version`; at most one statement. Versions that do not exist are absent. A
 * version never changes, so what is kept of it is never out of date.
 */
export async function loadVersionContents(
  tx: TenantTx,
  keys: Iterable<VersionKey>,
): Promise<Map<string, ProtocolContent>> {
  const wanted = new Map([...keys].map((key) => [versionKey(key), key]));
  const found = new Map<string, ProtocolContent>();
  await Promise.all(
    [...wanted].map(async ([name, key]) => {
      const content = await tx.cache?.get<ProtocolContent>(cacheKey(tx, key));
      if (content) found.set(name, content);
    }),
  );
  const missing = [...wanted].filter(([name]) => !found.has(name)).map(([, key]) => key);
  if (missing.length === 0) return found;
  const rows = await findVersions(
    tx,
    missing.map(({ protocolId }) => protocolId),
    missing.map(({ version }) => version),
  );
  for (const { protocol_id: protocolId, version, content } of rows) {
    void tx.cache?.set(cacheKey(tx, { protocolId, version }), content);
    found.set(versionKey({ protocolId, version }), content);
  }
  return found;
}

const cacheKey = (tx: TenantTx, { protocolId, version }: VersionKey): CacheKey => ({
  cache: 'protocol_version',
  subject: protocolVersionSubject(tx.organizationId, protocolId, version),
});

export function versionKey({ protocolId, version }: VersionKey): string {
  return `${protocolId}/${version}`;
}
