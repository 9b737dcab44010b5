import type { ActivityOverride, LocalDate, ProtocolContent } from '@healthprotocol/contracts';
import { type RawBuilder, sql } from 'kysely';
import { batchesOf } from '../../platform/db/row-batches.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type AssignmentRow = {
  id: string;
  client_id: string;
  protocol_id: string;
  start_date: LocalDate;
  last_date: LocalDate | null;
  stopped_on: LocalDate | null;
  stop_reason: string | null;
  pauses: { fromDate: LocalDate; toDate: LocalDate | null }[];
  created_at: Date;
  created_by_name: string;
  revision: number;
  latest_version: number;
  segments: SegmentRow[];
  /** Absent in what was cached by a process of before. */
  replaced?: SegmentRow[];
};

export type SegmentRow = { fromDate: LocalDate; version: number; overrides: ActivityOverride[] };

/** Assignments of clients, newest start first; those that were over before a date may be left out. */
export function findAssignmentsOfClients(
  tx: TenantTx,
  clientIds: readonly string[],
  notOverBefore: LocalDate | undefined,
): Promise<AssignmentRow[]> {
  return findAssignments(
    tx,
    notOverBefore === undefined
      ? sql`a.client_id = any(${clientIds}::uuid[])`
      : sql`a.client_id = any(${clientIds}::uuid[])
            and coalesce(a.last_date, a.stopped_on - 1, 'infinity') >= ${notOverBefore}::date`,
  );
}

/** A client's assignments after one of them, newest start first. */
export function findAssignmentsPage(
  tx: TenantTx,
  clientId: string,
  after: readonly [startDate: string, id: string] | undefined,
  limit: number,
): Promise<AssignmentRow[]> {
  const [startDate, id] = after ?? [];
  return findAssignments(
    tx,
    after
      ? sql`a.client_id = ${clientId} and (a.start_date < ${startDate}::date or (a.start_date = ${startDate}::date and a.id > ${id}::uuid))`
      : sql`a.client_id = ${clientId}`,
    limit,
  );
}

export async function findAssignmentsById(tx: TenantTx, ids: readonly string[]): Promise<AssignmentRow[]> {
  const found = await Promise.all(
    batchesOf(ids).map((batch) => findAssignments(tx, sql`a.id = any(${batch}::uuid[])`)),
  );
  return found.length === 1 ? found[0]! : found.flat().sort(byStartAndId);
}

const byStartAndId = (a: AssignmentRow, b: AssignmentRow): number => {
  if (a.start_date !== b.start_date) return a.start_date < b.start_date ? 1 : -1;
  return a.id < b.id ? -1 : 1;
};

async function findAssignments(
  tx: TenantTx,
  condition: RawBuilder<unknown>,
  limit?: number,
): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select a.id, a.client_id, a.protocol_id, a.start_date, a.last_date, a.stopped_on, a.stop_reason, a.pauses, a.replaced,
      a.created_at, a.revision, author.name as created_by_name, p.latest_version,
      (select json_agg(
          json_build_object('fromDate', s.from_date, 'version', s.version, 'overrides', s.overrides)
          order by s.from_date)
        from assignment_segments s
        where s.organization_id = a.organization_id and s.assignment_id = a.id) as segments
    from assignments a
    -- OFFSET keeps them from being joined as a whole: for many assignments, all protocols and members would be read.
    cross join lateral (
      select latest_version from protocols
      where organization_id = a.organization_id and id = a.protocol_id offset 0
    ) p
    cross join lateral (
      select u.name from members m join users u on u.id = m.user_id
      where m.organization_id = a.organization_id and m.id = a.created_by offset 0
    ) author
    where a.organization_id = ${tx.organizationId} and ${condition}
    order by a.start_date desc, a.id
    limit ${limit ?? null}`.execute(tx.db);
  return rows;
}

export type VersionRow = {
  protocol_id: string;
  version: number;
  content: ProtocolContent;
};

/** Contents of versions, given as two lists of equal length. */
export async function findVersions(
  tx: TenantTx,
  protocolIds: readonly string[],
  versions: readonly number[],
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.protocol_id, v.version, v.content
    from protocol_versions v
    join unnest(${protocolIds}::uuid[], ${versions}::integer[]) as wanted (protocol_id, version)
      on wanted.protocol_id = v.protocol_id and wanted.version = v.version
    where v.organization_id = ${tx.organizationId}`.execute(tx.db);
  return rows;
}

export type CalendarRow = {
  client_id: string;
  time_zone: string;
  day_start_hour: number;
  entry_window_days: number;
};

export async function findCalendars(tx: TenantTx, clientIds: readonly string[]): Promise<CalendarRow[]> {
  const { rows } = await sql<CalendarRow>`
    select c.id as client_id, c.time_zone, c.day_start_hour, o.entry_window_days
    from clients c join organizations o on o.id = c.organization_id
    where c.organization_id = ${tx.organizationId} and c.id = any(${clientIds}::uuid[])`.execute(tx.db);
  return rows;
}
