import type { LocalDate, ProtocolStatus, SafetyResult } from '@healthprotocol/contracts';
import type { AssignmentPlan, LocalNow } from '@healthprotocol/domain';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import { batchesOf } from '../../platform/db/row-batches.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import { type ClientRow, visibleTo } from '../clients/index.ts';
import { segmentRows } from '../plans/index.ts';

export type ProtocolRow = { status: ProtocolStatus; latest_version: number | null };

/** A protocol; with `lock`, nobody retires it until the transaction ends. */
export async function findProtocol(
  tx: TenantTx,
  protocolId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ProtocolRow | undefined> {
  const query = tx.db
    .selectFrom('protocols')
    .select(['status', 'latest_version'])
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', protocolId);
  return (lock ? query.forShare() : query).executeTakeFirst();
}

/** A client with the safety check of one of their assignments. */
export type ClientOfAssignment = ClientRow & { safety: SafetyResult };

/**
 * The client of an assignment; with `lock`, until the transaction ends nobody else changes the assignment or records a check-in
 * for it.
 * @throws not_found when the actor may not see the client
 */
export async function getVisibleClientOf(
  tx: TenantTx,
  actor: Actor,
  assignmentId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ClientOfAssignment> {
  const query = tx.db
    .selectFrom('assignments')
    .innerJoin('clients', (join) =>
      join
        .onRef('clients.organization_id', '=', 'assignments.organization_id')
        .onRef('clients.id', '=', 'assignments.client_id'),
    )
    .selectAll('clients')
    .select('assignments.safety')
    .where('assignments.organization_id', '=', tx.organizationId)
    .where('assignments.id', '=', assignmentId)
    .where(visibleTo(actor));
  const client = await (lock ? query.forNoKeyUpdate('assignments') : query).executeTakeFirst();
  if (!client) throw new AppError('not_found');
  return client;
}

/** Those of the clients who follow a protocol on dates of their own, or will. Both lists have one length. */
export async function findFollowers(
  tx: TenantTx,
  protocolId: string,
  clientIds: readonly string[],
  todays: readonly LocalDate[],
): Promise<Set<string>> {
  const { rows } = await sql<{ client_id: string }>`
    select distinct a.client_id
    from unnest(${clientIds}::uuid[], ${todays}::date[]) as wanted (client_id, today)
    join assignments a on a.organization_id = ${tx.organizationId} and a.client_id = wanted.client_id
    where a.protocol_id = ${protocolId}
      and coalesce(a.last_date, a.stopped_on - 1, 'infinity') >= wanted.today`.execute(tx.db);
  return new Set(rows.map((row) => row.client_id));
}

export type AssignmentCounts = {
  /** Not over on the client's current date. */
  open: number;
  /** Those, and those that have been over for at most `RECENT_DAYS`. */
  recent: number;
};

const RECENT_DAYS = 90;

/** How many assignments clients have, by client; those without any are absent. */
export async function countAssignments(
  tx: TenantTx,
  calendars: ReadonlyMap<string, { now: LocalNow }>,
): Promise<Map<string, AssignmentCounts>> {
  const last = sql`coalesce(a.last_date, a.stopped_on - 1, 'infinity')`;
  const { rows } = await sql<AssignmentCounts & { client_id: string }>`
    select wanted.client_id, count(*)::int as recent, count(*) filter (where ${last} >= wanted.today)::int as open
    from unnest(${[...calendars.keys()]}::uuid[], ${[...calendars.values()].map(({ now }) => now.today)}::date[])
      as wanted (client_id, today)
    join assignments a on a.organization_id = ${tx.organizationId} and a.client_id = wanted.client_id
      and ${last} >= wanted.today - ${RECENT_DAYS}::int
    group by wanted.client_id`.execute(tx.db);
  return new Map(rows.map(({ client_id, ...counts }) => [client_id, counts]));
}

export type NewAssignment = {
  clientId: string;
  plan: AssignmentPlan;
  lastDate: LocalDate | null;
  safety: SafetyResult;
};

type Making = { protocolId: string; createdBy: string; createdAt: Date };

/** Makes assignments and returns the ids of those that were made: an id that is taken is passed over. */
export async function insertAssignments(
  tx: TenantTx,
  { protocolId, createdBy, createdAt }: Making,
  made: readonly NewAssignment[],
): Promise<Set<string>> {
  const ids = new Set<string>();
  // One batch after the other: safety checks may be long, and not all of them need be on their way at once.
  for (const batch of batchesOf(made)) {
    const rows = await mapInSlices(batch, ({ clientId, plan, lastDate, safety }) => ({
      organization_id: tx.organizationId,
      id: plan.assignmentId,
      client_id: clientId,
      protocol_id: protocolId,
      start_date: plan.startDate,
      last_date: lastDate,
      stopped_on: null,
      stop_reason: null,
      pauses: '[]',
      safety: JSON.stringify(safety),
      created_at: createdAt,
      created_by: createdBy,
    }));
    const inserted = await tx.db
      .insertInto('assignments')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
      .returning('id')
      .execute();
    for (const { id } of inserted) ids.add(id);
  }
  return ids;
}

export async function insertSegments(
  tx: TenantTx,
  protocolId: string,
  plans: readonly AssignmentPlan[],
): Promise<void> {
  const rows = plans.flatMap((plan) => segmentRows(tx.organizationId, protocolId, plan));
  await Promise.all(
    batchesOf(rows).map((batch) => tx.db.insertInto('assignment_segments').values(batch).execute()),
  );
}

export type PlanUpdate = {
  plan: AssignmentPlan;
  lastDate: LocalDate | null;
  stopReason: string | null;
  /** Absent where it stays as it is. */
  safety?: SafetyResult;
};

/** Writes what may change of a locked assignment. */
export async function updateAssignment(
  tx: TenantTx,
  { plan, lastDate, stopReason, safety }: PlanUpdate,
): Promise<void> {
  await tx.db
    .updateTable('assignments')
    .set({
      last_date: lastDate,
      stopped_on: plan.stoppedOn,
      stop_reason: stopReason,
      pauses: JSON.stringify(plan.pauses),
      replaced: JSON.stringify(
        (plan.replaced ?? []).map(({ fromDate, versionNumber: version, overrides }) => ({
          ...{ fromDate, version, overrides },
        })),
      ),
      ...(safety && { safety: JSON.stringify(safety) }),
      revision: sql<number>`revision + 1`,
    })
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', plan.assignmentId)
    .execute();
}

/** Takes away the segments of a locked assignment, before they are put in their place as they are now. */
export async function deleteSegments(tx: TenantTx, assignmentId: string): Promise<void> {
  await tx.db
    .deleteFrom('assignment_segments')
    .where('organization_id', '=', tx.organizationId)
    .where('assignment_id', '=', assignmentId)
    .execute();
}
