import type { LocalDate, ProtocolContent } from '@healthprotocol/contracts';
import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type VersionRow = {
  version: number;
  content: ProtocolContent;
  note: string;
  published_at: Date;
  published_by_name: string;
};

/** @throws not_found */
export async function getVersionRow(tx: TenantTx, protocolId: string, version: number): Promise<VersionRow> {
  const row = await tx.db
    .selectFrom('protocol_versions as v')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'v.organization_id')
        .onRef('members.id', '=', 'v.published_by'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['v.version', 'v.content', 'v.note', 'v.published_at', 'users.name as published_by_name'])
    .where('v.organization_id', '=', tx.organizationId)
    .where('v.protocol_id', '=', protocolId)
    .where('v.version', '=', version)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** What was published last, or undefined before the first version. */
export function findLatestVersion(
  tx: TenantTx,
  protocolId: string,
): Promise<{ version: number; content: ProtocolContent } | undefined> {
  return tx.db
    .selectFrom('protocol_versions')
    .select(['version', 'content'])
    .where('organization_id', '=', tx.organizationId)
    .where('protocol_id', '=', protocolId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertVersion(
  tx: TenantTx,
  protocolId: string,
  version: {
    version: number;
    content: ProtocolContent;
    note: string;
    publishedAt: Date;
    publishedBy: string;
  },
): Promise<void> {
  await tx.db
    .insertInto('protocol_versions')
    .values({
      organization_id: tx.organizationId,
      protocol_id: protocolId,
      version: version.version,
      content: JSON.stringify(version.content),
      note: version.note,
      published_at: version.publishedAt,
      published_by: version.publishedBy,
    })
    .execute();
}

export type ListedVersionRow = Omit<VersionRow, 'content'> & { title: string; running_assignments: number };

/** One row more than `limit`, newest first; the assignments of each are those that have not ended and follow it today. */
export async function listVersionRows(
  tx: TenantTx,
  protocolId: string,
  { before, limit, today }: { before: number | undefined; limit: number; today: LocalDate },
): Promise<ListedVersionRow[]> {
  const { rows } = await sql<ListedVersionRow>`
    select v.version, v.content->>'title' as title, v.note, v.published_at, users.name as published_by_name,
      ${following(sql`s.last_date >= ${today}`, today)} + ${following(sql`s.last_date is null`, today)} as running_assignments
    from protocol_versions v
    join members m on m.organization_id = v.organization_id and m.id = v.published_by
    join users on users.id = m.user_id
    where v.organization_id = ${tx.organizationId} and v.protocol_id = ${protocolId}
      and v.version < ${before ?? 2_147_483_647}
    order by v.version desc
    limit ${limit + 1}`.execute(tx.db);
  return rows;
}

/**
 * How many assignments follow a query's version today; those that have not started count as following their first. Counted
 * twice by the last date, because a condition with OR about it would read more than the index.
 */
const following = (lastDate: RawBuilder<unknown>, today: LocalDate): RawBuilder<number> => sql`(
  select count(*) from assignment_segments s
  where s.organization_id = v.organization_id and s.protocol_id = v.protocol_id and s.version = v.version
    and ${lastDate} and (s.is_first or s.from_date <= ${today}))`;
