import type { LocalDate } from '@healthprotocol/contracts';
import type { CountedCheckIn, OccurrenceIdentity } from '@healthprotocol/domain';
import { sql } from 'kysely';
import { batchesOf } from '../../platform/db/row-batches.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { DayRow, Sum } from './adherence.policy.ts';

export type CountedRow = OccurrenceIdentity & CountedCheckIn;

/** Check-ins in force (the undone ones too) of assignments, on the dates from `from` to `to`. */
export async function findCountedCheckIns(
  tx: TenantTx,
  assignmentIds: readonly string[],
  from: LocalDate,
  to: LocalDate,
): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select k.assignment_id as "assignmentId", k.activity_id as "activityId", k.local_date as "localDate", k.slot,
      c.status, c.amount, c.skip_reason as "skipReason"
    from current_check_ins k
    join check_ins c on c.organization_id = k.organization_id and c.id = k.check_in_id
    where k.organization_id = ${tx.organizationId} and k.assignment_id = any(${assignmentIds}::uuid[])
      and k.local_date between ${from} and ${to}`.execute(tx.db);
  return rows;
}

/** The check-ins in force of clients, each client on a date of its own. Both lists have one length. */
export async function findCountedCheckInsOn(
  tx: TenantTx,
  clientIds: readonly string[],
  dates: readonly LocalDate[],
): Promise<CountedRow[]> {
  const { rows } = await sql<CountedRow>`
    select k.assignment_id as "assignmentId", k.activity_id as "activityId", k.local_date as "localDate", k.slot,
      c.status, c.amount, c.skip_reason as "skipReason"
    from unnest(${clientIds}::uuid[], ${dates}::date[]) as wanted (client_id, local_date)
    join current_check_ins k on k.organization_id = ${tx.organizationId}
      and k.client_id = wanted.client_id and k.local_date = wanted.local_date
    join check_ins c on c.organization_id = k.organization_id and c.id = k.check_in_id`.execute(tx.db);
  return rows;
}

/** Adds rows of the rollup, or replaces those that are there. */
export async function upsertDays(
  tx: TenantTx,
  rows: readonly (DayRow & { clientId: string })[],
): Promise<void> {
  await Promise.all(batchesOf(rows).map((batch) => upsertBatch(tx, batch)));
}

async function upsertBatch(tx: TenantTx, rows: readonly (DayRow & { clientId: string })[]): Promise<void> {
  await sql`
    insert into adherence_days
      (organization_id, assignment_id, local_date, client_id, due, done, excused, answered)
    select ${tx.organizationId}::uuid, * from unnest(
      ${rows.map((row) => row.assignmentId)}::uuid[], ${rows.map((row) => row.localDate)}::date[],
      ${rows.map((row) => row.clientId)}::uuid[], ${rows.map((row) => row.due)}::float8[],
      ${rows.map((row) => row.done)}::float8[], ${rows.map((row) => row.excused)}::float8[],
      ${rows.map((row) => row.answered)}::float8[])
    on conflict (organization_id, assignment_id, local_date) do update
    set due = excluded.due, done = excluded.done, excused = excluded.excused, answered = excluded.answered`.execute(
    tx.db,
  );
}

export async function deleteDaysFrom(
  tx: TenantTx,
  assignmentIds: readonly string[],
  from: LocalDate,
): Promise<void> {
  await sql`
    delete from adherence_days
    where organization_id = ${tx.organizationId} and assignment_id = any(${assignmentIds}::uuid[])
      and local_date >= ${from}`.execute(tx.db);
}

/** Takes single days away; no statement for none. */
export async function deleteDays(
  tx: TenantTx,
  days: readonly { assignmentId: string; localDate: LocalDate }[],
): Promise<void> {
  if (days.length === 0) return;
  await sql`
    delete from adherence_days d
    using unnest(${days.map((day) => day.assignmentId)}::uuid[], ${days.map((day) => day.localDate)}::date[])
      as gone (assignment_id, local_date)
    where d.organization_id = ${tx.organizationId} and d.assignment_id = gone.assignment_id
      and d.local_date = gone.local_date`.execute(tx.db);
}

/** Rows of a client's rollup from `from` to the day before `before`. */
export async function findDays(
  tx: TenantTx,
  clientId: string,
  from: LocalDate,
  before: LocalDate,
): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select assignment_id as "assignmentId", local_date as "localDate", due, done, excused, answered
    from adherence_days
    where organization_id = ${tx.organizationId} and client_id = ${clientId}
      and local_date >= ${from} and local_date < ${before}`.execute(tx.db);
  return rows;
}

/** Sums of all days before a date, for each assignment of a client. */
export async function sumDays(
  tx: TenantTx,
  clientId: string,
  before: LocalDate,
): Promise<(Sum & { assignmentId: string })[]> {
  const { rows } = await sql<Sum & { assignmentId: string }>`
    select assignment_id as "assignmentId", sum(due) as due, sum(done) as done, sum(answered) as answered
    from adherence_days
    where organization_id = ${tx.organizationId} and client_id = ${clientId} and local_date < ${before}
    group by assignment_id`.execute(tx.db);
  return rows;
}

/** Sums from `from` to the day before `before`, for clients that each have dates of their own. */
export async function sumDaysOfClients(
  tx: TenantTx,
  wanted: readonly { clientId: string; from: LocalDate; before: LocalDate }[],
): Promise<(Sum & { clientId: string })[]> {
  const { rows } = await sql<Sum & { clientId: string }>`
    select d.client_id as "clientId", sum(d.due) as due, sum(d.done) as done, sum(d.answered) as answered
    from unnest(${wanted.map((one) => one.clientId)}::uuid[], ${wanted.map((one) => one.from)}::date[],
      ${wanted.map((one) => one.before)}::date[]) as wanted (client_id, from_date, before_date)
    join adherence_days d on d.organization_id = ${tx.organizationId} and d.client_id = wanted.client_id
      and d.local_date >= wanted.from_date and d.local_date < wanted.before_date
    group by d.client_id`.execute(tx.db);
  return rows;
}

/** Rows of a client before `today` that came after the last day on which something was left undone. */
export async function findDaysOfStreak(
  tx: TenantTx,
  clientId: string,
  today: LocalDate,
): Promise<Pick<DayRow, 'localDate' | 'due' | 'done'>[]> {
  const { rows } = await sql<Pick<DayRow, 'localDate' | 'due' | 'done'>>`
    select local_date as "localDate", due, done
    from adherence_days
    where organization_id = ${tx.organizationId} and client_id = ${clientId} and local_date < ${today}
      and local_date > coalesce(
        (select b.local_date from adherence_days b
         where b.organization_id = ${tx.organizationId} and b.client_id = ${clientId}
           and b.local_date < ${today} and b.done < b.due
         order by b.local_date desc limit 1), '-infinity')`.execute(tx.db);
  return rows;
}

/** Sums of all days before a date, for assignments that each have a date of their own. */
export async function sumDaysOfAssignments(
  tx: TenantTx,
  wanted: readonly { assignmentId: string; before: LocalDate }[],
): Promise<(Sum & { assignmentId: string })[]> {
  const { rows } = await sql<Sum & { assignmentId: string }>`
    select d.assignment_id as "assignmentId", sum(d.due) as due, sum(d.done) as done, sum(d.answered) as answered
    from unnest(${wanted.map((one) => one.assignmentId)}::uuid[], ${wanted.map((one) => one.before)}::date[])
      as wanted (assignment_id, before_date)
    join adherence_days d on d.organization_id = ${tx.organizationId}
      and d.assignment_id = wanted.assignment_id and d.local_date < wanted.before_date
    group by d.assignment_id`.execute(tx.db);
  return rows;
}
