import type { ProtocolContent } from '@healthprotocol/contracts';
import { LRUCache } from 'lru-cache';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { findVersions } from './plans.repository.ts';

export type VersionKey = { protocolId: string; version: number };

// A version never changes, so what is kept here is never out of date; the bound is the length of the contents as JSON.
const contents = new LRUCache<string, ProtocolContent>({ maxSize: 16 * 1024 * 1024 });

const cacheKey = (tx: TenantTx, { protocolId, version }: VersionKey) =>
  `${tx.organizationId}/${protocolId}/${version}`;

/** Looks up the contents of versions, by `protocolId/version`; at most one statement. Versions that do not exist are absent. */
export async function loadVersionContents(
  tx: TenantTx,
  keys: Iterable<VersionKey>,
): Promise<Map<string, ProtocolContent>> {
  const found = new Map<string, ProtocolContent>();
  const missing = new Map<string, VersionKey>();
  for (const key of keys) {
    const content = contents.get(cacheKey(tx, key));
    if (content) found.set(versionKey(key), content);
    else missing.set(versionKey(key), key);
  }
  if (missing.size === 0) return found;
  const wanted = [...missing.values()];
  const rows = await findVersions(
    tx,
    wanted.map(({ protocolId }) => protocolId),
    wanted.map(({ version }) => version),
  );
  for (const { protocol_id: protocolId, version, content, content_bytes: size } of rows) {
    contents.set(cacheKey(tx, { protocolId, version }), content, { size });
    found.set(versionKey({ protocolId, version }), content);
  }
  return found;
}

export function versionKey({ protocolId, version }: VersionKey): string {
  return `${protocolId}/${version}`;
}
