import type { LocalDate, ProtocolCategory, ProtocolContent, ProtocolStatus } from '@healthprotocol/contracts';
import { type Expression, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import { protocolListSubject } from '../../platform/cache/subjects.ts';
import type { Database } from '../../platform/db/schema.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { likePattern, searchText } from '../../platform/search-text.ts';

export type ProtocolRow = Selectable<Database['protocols']>;

/**
 * Keeps everybody else from changing a protocol, its draft and its versions until the transaction ends; new assignments of
 * it go on.
 * @throws not_found
 */
export async function lockProtocol(tx: TenantTx, id: string): Promise<ProtocolRow> {
  const protocol = await tx.db
    .selectFrom('protocols')
    .selectAll()
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!protocol) throw new AppError('not_found');
  return protocol;
}

/** @throws not_found */
export async function getProtocolRow(tx: TenantTx, id: string): Promise<ProtocolRow> {
  const protocol = await tx.db
    .selectFrom('protocols')
    .selectAll()
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!protocol) throw new AppError('not_found');
  return protocol;
}

/** Inserts a protocol that has no version yet, unless the organization already has one with this id; says whether it did. */
export async function insertProtocol(
  tx: TenantTx,
  protocol: { id: string; content: ProtocolContent; now: Date; importedFrom: ImportSource | undefined },
): Promise<boolean> {
  tx.changes(protocolListSubject(tx.organizationId));
  const inserted = await tx.db
    .insertInto('protocols')
    .values({
      organization_id: tx.organizationId,
      id: protocol.id,
      status: 'draft',
      ...listedColumns(protocol.content),
      draft_revision: 1,
      library_key: protocol.importedFrom?.libraryKey ?? null,
      import_digest: protocol.importedFrom?.digest ?? null,
      created_at: protocol.now,
      updated_at: protocol.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The file a protocol comes from: its key in the library, if it has one, and a digest of its content. */
export type ImportSource = { libraryKey: string | null; digest: string };

export async function updateProtocol(
  tx: TenantTx,
  id: string,
  changes: Updateable<Database['protocols']>,
): Promise<void> {
  tx.changes(protocolListSubject(tx.organizationId));
  await tx.db
    .updateTable('protocols')
    .set(changes)
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

export async function deleteProtocol(tx: TenantTx, id: string): Promise<void> {
  await tx.db
    .deleteFrom('protocols')
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

/** What lists show of a protocol and find it by. */
export function listedColumns(content: ProtocolContent) {
  return {
    title: content.title,
    search_text: searchText(content.title, ...content.tags),
    description: content.description,
    category: content.category,
    tags: content.tags,
    duration_days: content.durationDays,
    activity_count: content.activities.length,
  };
}

export type ProtocolFilter = {
  search: string | undefined;
  status: ProtocolStatus | 'current';
  category: ProtocolCategory | undefined;
  after: readonly [searchText: string, id: string] | undefined;
  limit: number;
  today: LocalDate;
};

export type ListedProtocolRow = ProtocolRow & { has_draft: boolean; running_assignments: number };

/** One row more than `limit`, by title; the number of statements does not depend on the number of rows. */
export function listProtocolRows(tx: TenantTx, filter: ProtocolFilter): Promise<ListedProtocolRow[]> {
  return (
    tx.db
      .selectFrom('protocols')
      .selectAll('protocols')
      .select([
        // Not EXISTS, for which every draft of the organization may be read before the first protocol.
        sql<boolean>`coalesce((
          select true from protocol_drafts draft
          where draft.organization_id = protocols.organization_id and draft.protocol_id = protocols.id
          limit 1), false)`.as('has_draft'),
        runningAssignments(filter.today).as('running_assignments'),
      ])
      .where('protocols.organization_id', '=', tx.organizationId)
      // As an array, which is expected to be short whatever the limit, so that its rows are looked up one by one.
      .where(sql<boolean>`protocols.id = any(array(${pageOfIds(tx, filter)}))`)
      .orderBy('protocols.search_text')
      .orderBy('protocols.id')
      .execute()
  );
}

// The page is found in an index that holds all that is asked for; only the rows shown are read.
function pageOfIds(
  tx: TenantTx,
  { search, status, category, after, limit }: ProtocolFilter,
): Expression<unknown> {
  const [withStatus, withoutStatus] = status === 'current' ? [null, 'retired' as const] : [status, null];
  if (search) {
    return sql`select find_protocols_by_text(${likePattern(search)}, ${withStatus}, ${withoutStatus},
      ${category ?? null}, ${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid, ${limit + 1})`;
  }
  let page = tx.db
    .selectFrom('protocols as listed')
    .select('listed.id')
    .where('listed.organization_id', '=', tx.organizationId);
  if (withStatus) page = page.where('listed.status', '=', withStatus);
  if (withoutStatus) page = page.where('listed.status', '!=', withoutStatus);
  if (category) page = page.where('listed.category', '=', category);
  if (after) {
    page = page.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('listed.search_text', 'listed.id'), '>', tuple(...after)),
    );
  }
  const ordered = page.orderBy('listed.search_text').orderBy('listed.id');
  return ordered.limit(limit + 1);
}

export type ProtocolDetailRow = ProtocolRow & {
  running_assignments: number;
  draft_content: ProtocolContent | null;
  draft_saved_at: Date | null;
  draft_saved_by: string | null;
  version_content: ProtocolContent | null;
  version_published_at: Date | null;
  version_published_by: string | null;
  version_note: string | null;
};

/**
 * A protocol with its draft and its newest version, read in one statement.
 * @throws not_found
 */
export async function getProtocolDetail(
  tx: TenantTx,
  id: string,
  today: LocalDate,
): Promise<ProtocolDetailRow> {
  const { rows } = await sql<ProtocolDetailRow>`
    select protocols.*, ${runningAssignments(today)} as running_assignments,
      d.content as draft_content, d.saved_at as draft_saved_at, du.name as draft_saved_by,
      v.content as version_content, v.published_at as version_published_at, vu.name as version_published_by,
      v.note as version_note
    from protocols
    left join protocol_drafts d on d.organization_id = protocols.organization_id and d.protocol_id = protocols.id
    left join members dm on dm.organization_id = d.organization_id and dm.id = d.saved_by
    left join users du on du.id = dm.user_id
    left join protocol_versions v on v.organization_id = protocols.organization_id
      and v.protocol_id = protocols.id and v.version = protocols.latest_version
    left join members vm on vm.organization_id = v.organization_id and vm.id = v.published_by
    left join users vu on vu.id = vm.user_id
    where protocols.organization_id = ${tx.organizationId} and protocols.id = ${id}`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new AppError('not_found');
  return row;
}

/** Assignments of a query's protocol that have not ended, by the date in UTC. */
function runningAssignments(today: LocalDate): RawBuilder<number> {
  // Two counts, because a condition with OR about the last date would read more than the index.
  const running = (lastDate: RawBuilder<unknown>) => sql`(
    select count(*) from assignments a
    where a.organization_id = protocols.organization_id and a.protocol_id = protocols.id
      and ${lastDate} and (a.stopped_on is null or a.stopped_on > ${today}))`;
  return sql`(${running(sql`a.last_date >= ${today}`)} + ${running(sql`a.last_date is null`)})`;
}

/** Every protocol's newest version, or its draft before the first. */
export async function listContentRows(
  tx: TenantTx,
): Promise<{ id: string; status: ProtocolStatus; content: ProtocolContent | null }[]> {
  return tx.db
    .selectFrom('protocols')
    .leftJoin('protocol_versions as v', (join) =>
      join
        .onRef('v.organization_id', '=', 'protocols.organization_id')
        .onRef('v.protocol_id', '=', 'protocols.id')
        .onRef('v.version', '=', 'protocols.latest_version'),
    )
    .leftJoin('protocol_drafts as d', (join) =>
      join
        .onRef('d.organization_id', '=', 'protocols.organization_id')
        .onRef('d.protocol_id', '=', 'protocols.id'),
    )
    .select((eb) => [
      'protocols.id',
      'protocols.status',
      eb.fn.coalesce('v.content', 'd.content').as('content'),
    ])
    .where('protocols.organization_id', '=', tx.organizationId)
    .orderBy('protocols.search_text')
    .orderBy('protocols.id')
    .execute();
}
