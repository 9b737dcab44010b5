import { sql } from 'kysely';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { ImportSource, ProtocolRow } from './protocols.repository.ts';

/**
 * Finds and locks the protocol that an earlier import of the same file made. Imports into one organization follow one
 * another, so that two at a time do not both find nothing.
 */
export async function findImported(tx: TenantTx, source: ImportSource): Promise<ProtocolRow | undefined> {
  const lock = sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tx.organizationId}`}, 0))`;
  const query = tx.db
    .selectFrom('protocols')
    .selectAll()
    .where('organization_id', '=', tx.organizationId)
    .where((eb) =>
      source.libraryKey === null
        ? eb.and([eb('library_key', 'is', null), eb('import_digest', '=', source.digest)])
        : eb('library_key', '=', source.libraryKey),
    )
    .orderBy('id')
    .limit(1)
    .forNoKeyUpdate();
  const [, found] = await Promise.all([lock.execute(tx.db), query.executeTakeFirst()]);
  return found;
}
