import type { CheckInStatus, LocalDate, Reading, SkipReason } from '@healthprotocol/contracts';
import type { CheckIn as DomainCheckIn } from '@healthprotocol/domain';
import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import { batchesOf } from '../../platform/db/row-batches.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { isUniqueViolation } from '../../platform/db/unique-violation.ts';
import type { CalendarRow, LockedAssignment } from '../plans/index.ts';
import type { CheckInContent } from './check-ins.policy.ts';

/** A locked assignment with what its client's calendar is made of. */
export type LockedRow = LockedAssignment & CalendarRow;

/** Keeps others from changing these assignments of a client, or their check-ins, until the transaction ends. */
export async function lockAssignments(
  tx: TenantTx,
  clientId: string,
  assignmentIds: readonly string[],
): Promise<LockedRow[]> {
  // In one order everywhere, so that two batches cannot wait for each other.
  const { rows } = await sql<LockedRow>`
    select a.id, a.revision, a.client_id, c.time_zone, c.day_start_hour, o.entry_window_days
    from assignments a
    join clients c on c.organization_id = a.organization_id and c.id = a.client_id
    join organizations o on o.id = a.organization_id
    where a.organization_id = ${tx.organizationId} and a.client_id = ${clientId}
      and a.id = any(${assignmentIds}::uuid[])
    order by a.id for no key update of a`.execute(tx.db);
  return rows;
}

export type KnownCheckIn = CheckInContent & { receivedAt: Date };

/**
 * What is kept under ids of the organization, and what is in force on dates of assignments, the undone ones too. Assignments and
 * dates have one length.
 */
export async function findKnownAndCurrent(
  tx: TenantTx,
  { ids, assignmentIds, dates }: Record<'ids' | 'assignmentIds' | 'dates', readonly string[]>,
): Promise<{ known: KnownCheckIn[]; current: DomainCheckIn[] }> {
  const { rows } = await sql<KnownCheckIn & { isKnown: boolean; isCurrent: boolean }>`
    with current as (
      select k.check_in_id
      from unnest(${assignmentIds}::uuid[], ${dates}::date[]) as wanted (assignment_id, local_date)
      join current_check_ins k on k.organization_id = ${tx.organizationId}
        and k.assignment_id = wanted.assignment_id and k.local_date = wanted.local_date
    )
    select id, assignment_id as "assignmentId", activity_id as "activityId", local_date as "localDate", slot, status,
      amount, readings, score, skip_reason as "skipReason", note, recorded_at as "recordedAt",
      received_at as "receivedAt", id = any(${ids}::uuid[]) as "isKnown", id in (select * from current) as "isCurrent"
    from check_ins
    where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[] || array(select * from current))`.execute(
    tx.db,
  );
  return {
    known: rows.filter(({ isKnown }) => isKnown),
    current: rows
      .filter(({ isCurrent }) => isCurrent)
      .map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() })),
  };
}

export type NewCheckIn = CheckInContent & { outOfTarget: boolean };
export type Recording = { clientId: string; recordedBy: string; onBehalf: boolean; receivedAt: Date };

/**
 * Adds check-ins to the history and puts them in force for their occurrences where no later one is: greatest by the moment it was
 * recorded, then by id.
 * @throws id_conflict
 */
export async function insertCheckIns(
  tx: TenantTx,
  recording: Recording,
  added: readonly NewCheckIn[],
): Promise<void> {
  try {
    await Promise.all(batchesOf(added).map((batch) => insertBatch(tx, recording, batch)));
  } catch (cause) {
    if (isUniqueViolation(cause, 'check_ins_pkey')) throw new AppError('id_conflict', { cause });
    throw cause;
  }
}

async function insertBatch(
  tx: TenantTx,
  { clientId, recordedBy, onBehalf, receivedAt }: Recording,
  added: readonly NewCheckIn[],
): Promise<void> {
  await sql`
    with added as (
      insert into check_ins (organization_id, client_id, recorded_by, on_behalf, received_at,
        id, assignment_id, activity_id, local_date, slot, status, amount, readings, score, skip_reason, note,
        out_of_target, recorded_at)
      select ${tx.organizationId}::uuid, ${clientId}::uuid, ${recordedBy}::uuid, ${onBehalf}::boolean,
        ${receivedAt}::timestamptz, * from unnest(
        ${added.map((one) => one.id)}::uuid[], ${added.map((one) => one.assignmentId)}::uuid[],
        ${added.map((one) => one.activityId)}::text[], ${added.map((one) => one.localDate)}::date[],
        ${added.map((one) => one.slot)}::text[], ${added.map((one) => one.status)}::text[],
        ${added.map((one) => one.amount)}::float8[], ${added.map((one) => JSON.stringify(one.readings))}::jsonb[],
        ${added.map((one) => one.score)}::float8[], ${added.map((one) => one.skipReason)}::text[],
        ${added.map((one) => one.note)}::text[], ${added.map((one) => one.outOfTarget)}::boolean[],
        ${added.map((one) => one.recordedAt)}::timestamptz[])
      returning *
    )
    insert into current_check_ins
      (organization_id, client_id, assignment_id, local_date, activity_id, slot, check_in_id, recorded_at)
    select distinct on (assignment_id, local_date, activity_id, slot)
      organization_id, client_id, assignment_id, local_date, activity_id, slot, id, recorded_at
    from added
    order by assignment_id, local_date, activity_id, slot, recorded_at desc, id desc
    on conflict (organization_id, assignment_id, local_date, activity_id, slot) do update
    set check_in_id = excluded.check_in_id, recorded_at = excluded.recorded_at
    where (excluded.recorded_at, excluded.check_in_id)
      > (current_check_ins.recorded_at, current_check_ins.check_in_id)`.execute(tx.db);
}

export type CheckInRow = {
  id: string;
  assignment_id: string;
  activity_id: string;
  local_date: LocalDate;
  slot: string;
  status: CheckInStatus;
  amount: number | null;
  readings: Reading[];
  score: number | null;
  skip_reason: SkipReason | null;
  note: string;
  recorded_at: Date;
  received_at: Date;
  recorded_by_name: string;
  on_behalf: boolean;
};

const shownColumns = sql`
  c.id, c.assignment_id, c.activity_id, c.local_date, c.slot, c.status, c.amount, c.readings, c.score, c.skip_reason,
  c.note, c.recorded_at, c.received_at, u.name as recorded_by_name, c.on_behalf`;

const withRecorder = sql`
  join members m on m.organization_id = c.organization_id and m.id = c.recorded_by
  join users u on u.id = m.user_id`;

/** What is in force for a client on dates, without what was undone. */
export async function findCurrentOfClient(
  tx: TenantTx,
  clientId: string,
  dates: readonly LocalDate[],
): Promise<CheckInRow[]> {
  const { rows } = await sql<CheckInRow>`
    select ${shownColumns}
    from current_check_ins k
    join check_ins c on c.organization_id = k.organization_id and c.id = k.check_in_id ${withRecorder}
    where k.organization_id = ${tx.organizationId} and k.client_id = ${clientId}
      and k.local_date = any(${dates}::date[]) and c.status <> 'undone'`.execute(tx.db);
  return rows;
}

export type HistoryRow = CheckInRow & { received_key: string };
export type HistoryFilter = {
  assignmentId?: string | undefined;
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
};

/** A client's check-ins, newest received first. `received_key` has the microseconds that a JavaScript date loses. */
export async function listHistory(
  tx: TenantTx,
  clientId: string,
  { assignmentId, from, to }: HistoryFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<HistoryRow[]> {
  const conditions: RawBuilder<unknown>[] = [
    sql`c.organization_id = ${tx.organizationId}`,
    sql`c.client_id = ${clientId}`,
    ...(assignmentId ? [sql`c.assignment_id = ${assignmentId}`] : []),
    ...(from ? [sql`c.local_date >= ${from}`] : []),
    ...(to ? [sql`c.local_date <= ${to}`] : []),
    ...(after ? [sql`(c.received_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const { rows } = await sql<HistoryRow>`
    select ${shownColumns},
      to_char(c.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_key
    from check_ins c ${withRecorder}
    where ${sql.join(conditions, sql` and `)}
    order by c.received_at desc, c.id desc
    limit ${limit}`.execute(tx.db);
  return rows;
}
