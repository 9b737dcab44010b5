import type { AttentionReason, LocalDate } from '@healthprotocol/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Actor, reachesAllClients } from '../../platform/actor.ts';
import type { AppDatabase } from '../../platform/db/schema.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { MOST_COUNTED, MOST_LISTED, MOST_WORKED_OUT } from './caseload.policy.ts';

type KeptChange = { assignmentId: string; date: LocalDate };

/** A client with what is kept of what they call for. */
export type KeptRow = {
  client_id: string;
  name: string;
  time_zone: string;
  day_start_hour: number;
  archived: boolean;
  /** Nothing has changed it since, neither a write nor the turn of the client's day. */
  fresh: boolean;
  changed_in: string;
  urgency: number | null;
  following: boolean;
  checked_in: boolean;
  reasons: AttentionReason[];
  /** Soonest first. */
  starts: KeptChange[];
  ends: KeptChange[];
};

/**
 * The rows in which a practitioner's clients are sorted: an owner's are those of all clients, a practitioner's the places in
 * their care teams, which carry the same columns. Both begin a condition.
 */
function placesOf(tx: TenantTx, actor: Actor): RawBuilder<unknown> {
  return reachesAllClients(actor)
    ? sql`client_attention p where p.organization_id = ${tx.organizationId}`
    : sql`care_team_members p where p.organization_id = ${tx.organizationId} and p.member_id = ${actor.memberId}`;
}

async function findRows(tx: TenantTx, now: Date, clientIds: RawBuilder<unknown>): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select a.client_id, c.name, c.time_zone, c.day_start_hour, c.archived_at is not null as archived,
      a.fresh_until > ${now} as fresh, a.changed_in::text as changed_in, a.urgency, a.following, a.checked_in,
      a.reasons, a.starts, a.ends
    from client_attention a
    join clients c on c.organization_id = a.organization_id and c.id = a.client_id
    where a.organization_id = ${tx.organizationId} and a.client_id = any(${clientIds})`.execute(tx.db);
  return rows;
}

/**
 * Those of the actor's clients who may be listed: the most urgent, the soonest to start or end something, and outdated ones.
 * So many that as much as may be listed is left when the outdated ones have turned out to need nobody.
 */
export function findCandidates(tx: TenantTx, actor: Actor, now: Date): Promise<KeptRow[]> {
  const places = placesOf(tx, actor);
  // Written out, because a prepared statement would expect a tenth of the table of a limit that it does not know.
  const most = sql.lit(MOST_LISTED + MOST_WORKED_OUT);
  return findRows(
    tx,
    now,
    sql`array(select p.client_id from ${places} and p.urgency is not null
        order by p.urgency desc, p.client_id limit ${most})
      || array(select p.client_id from ${places} and p.next_start is not null
        order by p.next_start, p.client_id limit ${most})
      || array(select p.client_id from ${places} and p.next_end is not null
        order by p.next_end, p.client_id limit ${most})
      || array(select p.client_id from ${places} and p.fresh_until <= ${now}
        order by p.fresh_until, p.client_id limit ${sql.lit(MOST_WORKED_OUT)})`,
  );
}

/** Clients of the organization whose kept row is outdated, those that a write has outdated first. */
export function findOutdated(tx: TenantTx, now: Date, limit: number): Promise<KeptRow[]> {
  return findRows(
    tx,
    now,
    sql`array(select p.client_id from client_attention p
      where p.organization_id = ${tx.organizationId} and p.fresh_until <= ${now}
      order by p.fresh_until, p.client_id limit ${sql.lit(limit)})`,
  );
}

/** Of all clients of the actor as they are kept; who has checked in today, of those alone whose row is fresh. */
export type KeptCounts = {
  attention: number;
  starts: number;
  ends: number;
  following: number;
  checked_in: number;
  /** At most `MOST_COUNTED`. */
  outdated: number;
};

export async function countKept(tx: TenantTx, actor: Actor, now: Date): Promise<KeptCounts> {
  const places = placesOf(tx, actor);
  const { rows } = await sql<KeptCounts>`
    select
      (select count(*) from ${places} and p.urgency is not null) as attention,
      (select coalesce(sum(p.starting), 0) from ${places} and p.next_start is not null) as starts,
      (select coalesce(sum(p.ending), 0) from ${places} and p.next_end is not null) as ends,
      (select count(*) from ${places} and p.following) as following,
      (select count(*) from ${places} and p.checked_in and p.fresh_until > ${now}) as checked_in,
      (select count(*) from (
        select from ${places} and p.fresh_until <= ${now} limit ${sql.lit(MOST_COUNTED)}
      ) outdated) as outdated`.execute(tx.db);
  return rows[0]!;
}

/** Titles of the protocols of assignments, by assignment. */
export async function findProtocolTitles(
  tx: TenantTx,
  assignmentIds: readonly string[],
): Promise<Map<string, string>> {
  if (assignmentIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; title: string }>`
    select a.id, p.title
    from assignments a
    join protocols p on p.organization_id = a.organization_id and p.id = a.protocol_id
    where a.organization_id = ${tx.organizationId} and a.id = any(${assignmentIds}::uuid[])`.execute(tx.db);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** What is kept of a client from now on. `changedIn` is what the row said before it was worked out. */
export type NewKept = {
  clientId: string;
  changedIn: string;
  freshUntil: Date | 'infinity';
  urgency: number | null;
  nextStart: LocalDate | null;
  nextEnd: LocalDate | null;
  /** How many assignments. */
  starting: number;
  ending: number;
  following: boolean;
  checkedIn: boolean;
  reasons: readonly AttentionReason[];
  starts: readonly KeptChange[];
  ends: readonly KeptChange[];
};

/**
 * Keeps what was worked out, also in the places of care teams, and gives how many. Clients about whom somebody has written
 * since, or is writing, are passed over: their row stays outdated.
 */
export async function keepAttention(tx: TenantTx, made: readonly NewKept[]): Promise<number> {
  const { rows } = await sql<{ client_id: string }>`
    with made as (
      select * from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (
        "clientId" uuid, "changedIn" text, "freshUntil" timestamptz, urgency integer, "nextStart" date, "nextEnd" date,
        starting integer, ending integer, following boolean, "checkedIn" boolean, reasons jsonb, starts jsonb, ends jsonb)
    ), held as (
      select a.client_id from client_attention a
      join made on made."clientId" = a.client_id and made."changedIn"::xid8 = a.changed_in
      where a.organization_id = ${tx.organizationId}
      for no key update of a skip locked
    )
    update client_attention a
    set fresh_until = made."freshUntil", urgency = made.urgency, next_start = made."nextStart", next_end = made."nextEnd",
      starting = made.starting, ending = made.ending, following = made.following, checked_in = made."checkedIn", reasons = made.reasons, starts = made.starts,
      ends = made.ends
    from made join held on held.client_id = made."clientId"
    where a.organization_id = ${tx.organizationId} and a.client_id = made."clientId"
      and a.changed_in = made."changedIn"::xid8
    returning a.client_id`.execute(tx.db);
  const clientIds = rows.map((row) => row.client_id);
  await sql`
    with held as (
      select t.client_id, t.member_id from care_team_members t
      where t.organization_id = ${tx.organizationId} and t.client_id = any(${clientIds}::uuid[])
      order by t.client_id, t.member_id for no key update
    )
    update care_team_members t
    set fresh_until = a.fresh_until, urgency = a.urgency, next_start = a.next_start, next_end = a.next_end,
      starting = a.starting, ending = a.ending, following = a.following, checked_in = a.checked_in
    from held join client_attention a on a.organization_id = ${tx.organizationId} and a.client_id = held.client_id
    where t.organization_id = ${tx.organizationId} and t.client_id = held.client_id
      and t.member_id = held.member_id`.execute(tx.db);
  return clientIds.length;
}

/** Organizations of which some client's row is outdated; the only question here that is asked without a tenant. */
export async function findOrganizationsWithOutdated(db: AppDatabase, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select organizations_with_outdated_attention(${now}) as id`.execute(db);
  return rows.map(({ id }) => id);
}
