import type { CheckIn, OccurrenceIdentity } from '@healthprotocol/domain';
import { sql } from 'kysely';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { DayRow } from './adherence.policy.ts';

/** Ids of assignments after a given one; nobody changes them until the transaction ends. */
export async function lockNextAssignments(
  tx: TenantTx,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from assignments
    where organization_id = ${tx.organizationId} and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit} for no key update`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export type HistoryEntry = Omit<CheckIn, 'recordedAt'> & { recordedAt: Date };

/** Every check-in of assignments, with what was replaced and undone. */
export async function findHistory(tx: TenantTx, assignmentIds: readonly string[]): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    select id, assignment_id as "assignmentId", activity_id as "activityId", local_date as "localDate", slot, status,
      amount, skip_reason as "skipReason", recorded_at as "recordedAt"
    from check_ins
    where organization_id = ${tx.organizationId} and assignment_id = any(${assignmentIds}::uuid[])`.execute(
    tx.db,
  );
  return rows;
}

export type CurrentEntry = OccurrenceIdentity & { id: string; recordedAt: Date };

/** What is kept as being in force for assignments. */
export async function findCurrent(tx: TenantTx, assignmentIds: readonly string[]): Promise<CurrentEntry[]> {
  const { rows } = await sql<CurrentEntry>`
    select assignment_id as "assignmentId", activity_id as "activityId", local_date as "localDate", slot,
      check_in_id as id, recorded_at as "recordedAt"
    from current_check_ins
    where organization_id = ${tx.organizationId} and assignment_id = any(${assignmentIds}::uuid[])`.execute(
    tx.db,
  );
  return rows;
}

/** The rollup that is kept for assignments. */
export async function findRollup(tx: TenantTx, assignmentIds: readonly string[]): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select assignment_id as "assignmentId", local_date as "localDate", due, done, excused, answered
    from adherence_days
    where organization_id = ${tx.organizationId} and assignment_id = any(${assignmentIds}::uuid[])`.execute(
    tx.db,
  );
  return rows;
}

/** Puts check-ins in force in place of all that was kept for the assignments. */
export async function replaceCurrent(
  tx: TenantTx,
  assignmentIds: readonly string[],
  current: readonly (CurrentEntry & { clientId: string })[],
): Promise<void> {
  await sql`
    delete from current_check_ins
    where organization_id = ${tx.organizationId} and assignment_id = any(${assignmentIds}::uuid[])`.execute(
    tx.db,
  );
  await sql`
    insert into current_check_ins
      (organization_id, client_id, assignment_id, local_date, activity_id, slot, check_in_id, recorded_at)
    select ${tx.organizationId}::uuid, * from unnest(
      ${current.map((one) => one.clientId)}::uuid[], ${current.map((one) => one.assignmentId)}::uuid[],
      ${current.map((one) => one.localDate)}::date[], ${current.map((one) => one.activityId)}::text[],
      ${current.map((one) => one.slot)}::text[], ${current.map((one) => one.id)}::uuid[],
      ${current.map((one) => one.recordedAt)}::timestamptz[])`.execute(tx.db);
}

/** Has the practitioner's day worked out anew for clients whose adherence was written without a check-in. */
export async function outdateAttention(tx: TenantTx, clientIds: readonly string[]): Promise<void> {
  await sql`
    select outdate_attention(${tx.organizationId}, one.client_id)
    from (select distinct client_id from unnest(${clientIds}::uuid[]) as wrong (client_id) order by client_id) one`.execute(
    tx.db,
  );
}
