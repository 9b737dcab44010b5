import type { AttentionReason, LocalDate } from '@healthprotocol/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Actor, reachesAllClients } from '../../platform/actor.ts';
import type { AppDatabase } from '../../platform/db/schema.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { Sum } from '../adherence/index.ts';
import { MOST_ATTENTION, MOST_CHANGES, MOST_COUNTED, MOST_WORKED_OUT } from './caseload.policy.ts';

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
  /** The day is not over for which it was worked out. */
  of_today: boolean;
  adherence: Sum | null;
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

/**
 * The instant after which a row must be fresh: now, or never while something has outdated all of the organization's and not all
 * were worked out anew.
 */
const freshAfter = (tx: TenantTx, now: Date): RawBuilder<Date> => sql`(
  select case when attention_settled < attention_epoch then 'infinity' else ${now}::timestamptz end
  from organizations where id = ${tx.organizationId})`;

async function findRows(tx: TenantTx, now: Date, clientIds: RawBuilder<unknown>): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select a.client_id, c.name, c.time_zone, c.day_start_hour, c.archived_at is not null as archived,
      a.fresh_until > ${freshAfter(tx, now)} as fresh, a.changed_in::text as changed_in, a.day_ends > ${now} as of_today,
      a.adherence, a.urgency, a.following, a.checked_in, a.reasons, a.starts, a.ends
    from client_attention a
    join clients c on c.organization_id = a.organization_id and c.id = a.client_id
    where a.organization_id = ${tx.organizationId} and a.client_id = any(${clientIds})`.execute(tx.db);
  return rows;
}

/**
 * Those of the actor's clients who may be listed: of fresh ones the most urgent and the soonest to start or end something, as
 * many as are listed, and outdated ones, first the most urgent as far as is known, as many as are worked out. It looks so
 * far that this holds however many of those who are worked out stand before a fresh one.
 */
export function findCandidates(tx: TenantTx, actor: Actor, now: Date): Promise<KeptRow[]> {
  const places = placesOf(tx, actor);
  // Limits are written out, because a prepared statement would expect a tenth of the table of one that it does not know.
  const workedOut = sql.lit(MOST_WORKED_OUT);
  const first = (column: 'urgency' | 'next_start' | 'next_end') => {
    const order = sql.ref(`p.${column}`);
    return sql`
      (select p.client_id, p.fresh_until from ${places} and ${order} is not null
        order by ${order} ${column === 'urgency' ? sql`desc` : sql``}, p.client_id
        limit ${sql.lit(listed(column) + MOST_WORKED_OUT)}) as first`;
  };
  const fresh = (column: Parameters<typeof first>[0]) =>
    sql`array(select client_id from ${first(column)} where fresh_until > ${freshAfter(tx, now)} limit ${sql.lit(listed(column))})`;
  return findRows(
    tx,
    now,
    sql`${fresh('urgency')} || ${fresh('next_start')} || ${fresh('next_end')}
      || array(select client_id from ${first('urgency')} where fresh_until <= ${freshAfter(tx, now)} limit ${workedOut})
      || array(select p.client_id from ${places} and p.fresh_until <= ${freshAfter(tx, now)}
        order by p.fresh_until, p.client_id limit ${workedOut})`,
  );
}

const listed = (column: string): number => (column === 'urgency' ? MOST_ATTENTION : MOST_CHANGES);

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

/** Clients of the organization after one of them, in order. */
export function findNext(tx: TenantTx, now: Date, after: string | null, limit: number): Promise<KeptRow[]> {
  return findRows(
    tx,
    now,
    sql`array(select p.client_id from client_attention p
      where p.organization_id = ${tx.organizationId} and (${after}::uuid is null or p.client_id > ${after}::uuid)
      order by p.client_id limit ${sql.lit(limit)})`,
  );
}

/** Notes that all clients were worked out since an epoch began, unless another has begun meanwhile. */
export async function settle(tx: TenantTx, epoch: number): Promise<void> {
  await tx.db
    .updateTable('organizations')
    .set({ attention_settled: epoch })
    .where('id', '=', tx.organizationId)
    .where('attention_epoch', '=', epoch)
    .execute();
}

/** Of all clients of the actor as they are kept; who has checked in, of those whose day is not over. */
export type KeptCounts = {
  attention: number;
  starting: number;
  ending: number;
  following: number;
  checked_in: number;
  /** At most `MOST_COUNTED`. */
  outdated: number;
};

export async function countKept(tx: TenantTx, actor: Actor, now: Date): Promise<KeptCounts> {
  const places = placesOf(tx, actor);
  const outdated = sql`(select count(*) from (
    select from ${places} and p.fresh_until <= ${freshAfter(tx, now)} limit ${sql.lit(MOST_COUNTED)}
  ) outdated) as outdated`;
  const { rows } = reachesAllClients(actor)
    ? await sql<KeptCounts>`
        select ${outdated}, coalesce(sum(attention), 0) as attention, coalesce(sum(starting), 0) as starting,
          coalesce(sum(ending), 0) as ending, coalesce(sum(following), 0) as following,
          coalesce(sum(checked_in) filter (where day_ends > ${now}), 0) as checked_in
        from attention_totals where organization_id = ${tx.organizationId}`.execute(tx.db)
    : await sql<KeptCounts>`
        select ${outdated}, count(p.urgency) as attention, coalesce(sum(p.starting), 0) as starting,
          coalesce(sum(p.ending), 0) as ending, count(*) filter (where p.following) as following,
          count(*) filter (where p.checked_in and p.day_ends > ${now}) as checked_in
        from ${places}`.execute(tx.db);
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
  /** When the day ends for which it was worked out; never, where time alone changes nothing. */
  dayEnds: Date | 'infinity';
  adherence: Sum;
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
 * Keeps what was worked out, also in the places of care teams and in the totals, and gives of how many clients. Those about
 * whom somebody has written since, or is writing, are passed over: their row stays outdated.
 */
export async function keepAttention(tx: TenantTx, made: readonly NewKept[]): Promise<number> {
  const { rows } = await sql<Total & { client_id: string }>`
    with made as (
      select * from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (
        "clientId" uuid, "changedIn" text, "dayEnds" timestamptz, urgency integer, "nextStart" date, "nextEnd" date,
        starting integer, ending integer, following boolean, "checkedIn" boolean, adherence jsonb, reasons jsonb,
        starts jsonb, ends jsonb)
    ), held as (
      select a.client_id, a.day_ends, a.urgency, a.starting, a.ending, a.following, a.checked_in
      from client_attention a
      join made on made."clientId" = a.client_id and made."changedIn"::xid8 = a.changed_in
      where a.organization_id = ${tx.organizationId}
      for no key update of a skip locked
    )
    update client_attention a
    set fresh_until = made."dayEnds", day_ends = made."dayEnds", urgency = made.urgency, next_start = made."nextStart",
      next_end = made."nextEnd", starting = made.starting, ending = made.ending, following = made.following,
      checked_in = made."checkedIn", adherence = made.adherence, reasons = made.reasons, starts = made.starts,
      ends = made.ends
    from made join held on held.client_id = made."clientId"
    where a.organization_id = ${tx.organizationId} and a.client_id = made."clientId"
      and a.changed_in = made."changedIn"::xid8
    returning a.client_id, held.day_ends::text as day_ends, (held.urgency is not null)::integer as attention,
      held.starting, held.ending, held.following::integer as following, held.checked_in::integer as checked_in`.execute(
    tx.db,
  );
  const keptIds = new Set(rows.map((row) => row.client_id));
  const totals = [
    ...rows.map((row) => ({ ...row, sign: -1 })),
    ...made.filter(({ clientId }) => keptIds.has(clientId)).map((one) => ({ ...totalOf(one), sign: 1 })),
  ];
  await Promise.all([copyToPlaces(tx, [...keptIds]), addToTotals(tx, totals)]);
  return keptIds.size;
}

type Total = {
  day_ends: string;
  attention: number;
  starting: number;
  ending: number;
  following: number;
  checked_in: number;
};

const totalOf = ({ dayEnds, urgency, starting, ending, following, checkedIn }: NewKept): Total => ({
  day_ends: dayEnds === 'infinity' ? dayEnds : dayEnds.toISOString(),
  attention: Number(urgency !== null),
  starting,
  ending,
  following: Number(following),
  checked_in: Number(checkedIn),
});

async function copyToPlaces(tx: TenantTx, clientIds: readonly string[]): Promise<void> {
  // In the order in which whoever leaves all their care teams takes them.
  await sql`
    with held as (
      select t.client_id, t.member_id from care_team_members t
      where t.organization_id = ${tx.organizationId} and t.client_id = any(${clientIds}::uuid[])
      order by t.client_id, t.member_id for no key update
    )
    update care_team_members t
    set fresh_until = a.fresh_until, day_ends = a.day_ends, urgency = a.urgency, next_start = a.next_start,
      next_end = a.next_end, starting = a.starting, ending = a.ending, following = a.following,
      checked_in = a.checked_in
    from held join client_attention a on a.organization_id = ${tx.organizationId} and a.client_id = held.client_id
    where t.organization_id = ${tx.organizationId} and t.client_id = held.client_id
      and t.member_id = held.member_id`.execute(tx.db);
}

// The last that is written, so that whoever keeps others of the same organization waits for the end of the transaction only.
async function addToTotals(tx: TenantTx, changes: readonly (Total & { sign: number })[]): Promise<void> {
  await sql`
    insert into attention_totals as total
      (organization_id, day_ends, attention, starting, ending, following, checked_in)
    select ${tx.organizationId}::uuid, day_ends, sum(sign * attention), sum(sign * starting), sum(sign * ending),
      sum(sign * following), sum(sign * checked_in)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as change (
      day_ends timestamptz, sign integer, attention integer, starting integer, ending integer, following integer,
      checked_in integer)
    group by day_ends order by day_ends
    on conflict (organization_id, day_ends) do update
    set attention = total.attention + excluded.attention, starting = total.starting + excluded.starting,
      ending = total.ending + excluded.ending, following = total.following + excluded.following,
      checked_in = total.checked_in + excluded.checked_in`.execute(tx.db);
  // Of days that are over for everybody nothing is left; somebody who adds to one meanwhile is not waited for.
  await sql`
    delete from attention_totals total
    using (
      select day_ends from attention_totals
      where organization_id = ${tx.organizationId} and attention = 0 and starting = 0 and ending = 0
        and following = 0 and checked_in = 0
      for update skip locked
    ) empty
    where total.organization_id = ${tx.organizationId} and total.day_ends = empty.day_ends`.execute(tx.db);
}

/** Organizations of which some client's row, or every one, is outdated; the only question here that is asked without a tenant. */
export async function findOrganizationsWithOutdated(db: AppDatabase, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select organizations_with_outdated_attention(${now}) as id`.execute(db);
  return rows.map(({ id }) => id);
}
