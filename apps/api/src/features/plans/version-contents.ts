import type { ProtocolContent } from '@healthprotocol/contracts';
import type { ConstantKey } from '../../platform/cache/cache.ts';
import { protocolVersionSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { TenantAccess } from '../../platform/tenant-access.ts';
import { findVersions } from './plans.repository.ts';

export type VersionKey = { protocolId: string; version: number };

/** Contents by `protocolId/version`. */
export type VersionContents = Map<string, ProtocolContent>;

/** What is cached of the contents of versions, and which of them have to be read. */
export type KnownContents = { found: VersionContents; missing: VersionKey[] };

/**
 * Looks up what is cached of the contents of versions; no statement. A version never changes, so what is cached of it is never
 * out of date.
 */
export async function findKnownContents(
  source: Pick<TenantAccess, 'organizationId' | 'constants'>,
  keys: Iterable<VersionKey>,
): Promise<KnownContents> {
  const wanted = new Map([...keys].map((key) => [versionKey(key), key]));
  const found: VersionContents = new Map();
  await Promise.all(
    [...wanted].map(async ([name, key]) => {
      const content = await source.constants.find<ProtocolContent>(cacheKey(source, key));
      if (content) found.set(name, content);
    }),
  );
  return { found, missing: [...wanted].filter(([name]) => !found.has(name)).map(([, key]) => key) };
}

/** Reads what is missing, by at most one statement, which is sent at once. Versions that do not exist stay absent. */
export async function readMissingContents(
  tx: TenantTx,
  { found, missing }: KnownContents,
): Promise<VersionContents> {
  if (missing.length === 0) return found;
  const rows = await findVersions(
    tx,
    missing.map(({ protocolId }) => protocolId),
    missing.map(({ version }) => version),
  );
  const contents = new Map(found);
  for (const { protocol_id: protocolId, version, content } of rows) {
    tx.constants.keep(cacheKey(tx, { protocolId, version }), content);
    contents.set(versionKey({ protocolId, version }), content);
  }
  return contents;
}

/** The contents of versions, by at most one statement. Versions that do not exist are absent. */
export async function loadVersionContents(
  tx: TenantTx,
  keys: Iterable<VersionKey>,
): Promise<VersionContents> {
  return readMissingContents(tx, await findKnownContents(tx, keys));
}

const cacheKey = (
  { organizationId }: { organizationId: string },
  { protocolId, version }: VersionKey,
): ConstantKey => ({
  cache: 'protocol_version',
  subject: protocolVersionSubject(organizationId, protocolId, version),
});

export function versionKey({ protocolId, version }: VersionKey): string {
  return `${protocolId}/${version}`;
}
