import type { Activity, LocalDate, Reading } from '@healthprotocol/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

/** Clients, each with the date it is for them: what all questions below are asked of. */
export type Seen = RawBuilder<unknown>;

export function seenClients(clients: readonly { clientId: string; today: LocalDate }[]): Seen {
  return sql`
    select * from unnest(${clients.map((one) => one.clientId)}::uuid[], ${clients.map((one) => one.today)}::date[])
      as seen (id, today)`;
}

export type AttentionSettings = { silentDays: number; epoch: number; settled: number };

/** How many days the organization waits for a check-in; with `lock`, that does not change until the transaction ends. */
export async function getAttentionSettings(
  tx: TenantTx,
  { lock = false }: { lock?: boolean } = {},
): Promise<AttentionSettings> {
  const query = tx.db
    .selectFrom('organizations')
    .select(['silent_days as silentDays', 'attention_epoch as epoch', 'attention_settled as settled'])
    .where('id', '=', tx.organizationId);
  return (lock ? query.forShare() : query).executeTakeFirstOrThrow();
}

type ClientColumns = { client_id: string; today: LocalDate };
const clientColumns = sql`seen.id as client_id, seen.today`;

type SumColumns<P extends string> = Record<`${P}_${'due' | 'done' | 'answered'}`, number>;
type DropRow = ClientColumns & SumColumns<'earlier'> & SumColumns<'later'>;

/** Clients whose share of done days fell by at least `points`, from one period of full days to the next. */
export async function findDrops(
  tx: TenantTx,
  seen: Seen,
  { days, points }: { days: number; points: number },
): Promise<DropRow[]> {
  // Percentages are rounded later, so one point less is asked for here.
  const { rows } = await sql<DropRow>`
    with seen as (${seen})
    select ${clientColumns}, sums.*
    from seen
    cross join lateral (
      select
        sum(d.due) filter (where d.local_date < seen.today - ${days}::integer) as earlier_due,
        sum(d.done) filter (where d.local_date < seen.today - ${days}::integer) as earlier_done,
        sum(d.answered) filter (where d.local_date < seen.today - ${days}::integer) as earlier_answered,
        sum(d.due) filter (where d.local_date >= seen.today - ${days}::integer) as later_due,
        sum(d.done) filter (where d.local_date >= seen.today - ${days}::integer) as later_done,
        sum(d.answered) filter (where d.local_date >= seen.today - ${days}::integer) as later_answered
      from adherence_days d
      where d.organization_id = ${tx.organizationId} and d.client_id = seen.id
        and d.local_date >= seen.today - 2 * ${days}::integer and d.local_date < seen.today
    ) sums
    where earlier_due > 0 and later_due > 0
      and 100 * earlier_done / earlier_due - 100 * later_done / later_due >= ${points}::integer - 1`.execute(
    tx.db,
  );
  return rows;
}

type SilentRow = ClientColumns & {
  last_check_in_date: LocalDate | null;
  first_unanswered_date: LocalDate;
};

/**
 * Clients of whom nothing came on any of the last `days` full days nor today, although something was due. Those on whom
 * nothing was due for `recentDays` are left out: they have finished, or are paused.
 */
export async function findSilent(
  tx: TenantTx,
  seen: Seen,
  { days, recentDays }: { days: number; recentDays: number },
): Promise<SilentRow[]> {
  const { rows } = await sql<SilentRow>`
    with seen as (${seen})
    select ${clientColumns}, last.local_date as last_check_in_date, unanswered.local_date as first_unanswered_date
    from seen
    left join lateral (
      select k.local_date from current_check_ins k
      where k.organization_id = ${tx.organizationId} and k.client_id = seen.id
      order by k.local_date desc limit 1
    ) last on true
    cross join lateral (
      select d.local_date from adherence_days d
      where d.organization_id = ${tx.organizationId} and d.client_id = seen.id and d.due > 0
        and d.local_date > coalesce(last.local_date, '-infinity') and d.local_date < seen.today
      order by d.local_date limit 1
    ) unanswered
    where (last.local_date is null or last.local_date < seen.today - ${days}::integer)
      and exists (
        select from adherence_days d
        where d.organization_id = ${tx.organizationId} and d.client_id = seen.id and d.due > 0
          and d.local_date >= seen.today - ${recentDays}::integer and d.local_date < seen.today
      )`.execute(tx.db);
  return rows;
}

export type ReportRow = ClientColumns & {
  local_date: LocalDate;
  out_of_target: boolean;
  side_effect: boolean;
  readings: Reading[];
  /** As the version that was followed on the date describes it; null where it left the activity out. */
  activity: Activity | null;
};

/** Check-ins in force on the last `days` days, today included, with a value out of target or a side effect. */
export async function findReports(tx: TenantTx, seen: Seen, days: number): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    with seen as (${seen})
    select ${clientColumns}, c.local_date, c.out_of_target, c.readings, described.activity,
      coalesce(c.skip_reason = 'side_effect', false) as side_effect
    from seen
    cross join lateral (
      select * from check_ins
      where organization_id = ${tx.organizationId} and client_id = seen.id
        and local_date > seen.today - ${days}::integer and local_date <= seen.today
        and (out_of_target or skip_reason = 'side_effect')
      -- Keeps the dates in the condition of the index.
      offset 0
    ) c
    join current_check_ins k on k.organization_id = c.organization_id and k.check_in_id = c.id
    cross join lateral (
      select protocol_id, version from assignment_segments
      where organization_id = c.organization_id and assignment_id = c.assignment_id and from_date <= c.local_date
      order by from_date desc limit 1
    ) followed
    join protocol_versions v on v.organization_id = c.organization_id and v.protocol_id = followed.protocol_id
      and v.version = followed.version
    left join lateral (
      select activity from jsonb_array_elements(v.content -> 'activities') activity
      where activity ->> 'id' = c.activity_id
    ) described on true`.execute(tx.db);
  return rows;
}

export type ChangeRow = ClientColumns & {
  assignment_id: string;
  protocol_title: string;
  date: LocalDate;
  change: 'starts' | 'ends';
};

/** Assignments whose first or last day lies on one of the next `days` days, today included, soonest first. */
export async function findChanges(tx: TenantTx, seen: Seen, days: number): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    with seen as (${seen})
    select ${clientColumns}, a.id as assignment_id, p.title as protocol_title, event.date, event.change
    from seen
    join assignments a on a.organization_id = ${tx.organizationId} and a.client_id = seen.id
    join protocols p on p.organization_id = a.organization_id and p.id = a.protocol_id
    cross join lateral (
      values (a.start_date, 'starts'), (a.last_date, 'ends')
    ) as event (date, change)
    where event.date between seen.today and seen.today + ${days}::integer and a.stopped_on is null
    order by event.date, a.id`.execute(tx.db);
  return rows;
}

export type ActivityRow = ClientColumns & { following: boolean; checked_in: boolean; lately: boolean };

/**
 * Whether clients follow something on their current day, have checked in on it, and follow, will follow or followed something
 * since `recentDays` before it.
 */
export async function findActivity(tx: TenantTx, seen: Seen, recentDays: number): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    with seen as (${seen})
    select ${clientColumns},
      exists (
        select from assignments a
        where a.organization_id = ${tx.organizationId} and a.client_id = seen.id and a.start_date <= seen.today
          and coalesce(a.last_date, a.stopped_on - 1, 'infinity') >= seen.today) as following,
      exists (
        select from current_check_ins k
        join check_ins c on c.organization_id = k.organization_id and c.id = k.check_in_id
        where k.organization_id = ${tx.organizationId} and k.client_id = seen.id and k.local_date = seen.today
          and c.status <> 'undone') as checked_in,
      exists (
        select from assignments a
        where a.organization_id = ${tx.organizationId} and a.client_id = seen.id
          and coalesce(a.last_date, a.stopped_on - 1, 'infinity') >= seen.today - ${recentDays}::integer) as lately
    from seen`.execute(tx.db);
  return rows;
}
