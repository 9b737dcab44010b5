import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { closeToOtherTenants } from '../row-level-security.ts';

/** What each client needs somebody for, kept, and outdated by every write that may change it. */
export const clientAttention: Migration = {
  async up(db: Kysely<unknown>) {
    // Room on each page, so that the mark of a write stays on it.
    await sql`
      create table client_attention (
        organization_id uuid not null,
        client_id uuid not null,
        -- Until when the rest holds by itself; '-infinity' from the first write that may change it.
        fresh_until timestamptz not null default '-infinity',
        -- The last transaction that wrote what the rest depends on. Who worked it out meanwhile keeps nothing.
        changed_in xid8 not null default '0',
        -- When the day ends for which it was worked out; stays when a write outdates the row.
        day_ends timestamptz not null default '-infinity',
        -- Higher is worse; null while nothing calls for attention.
        urgency integer,
        next_start date,
        next_end date,
        starting integer not null default 0,
        ending integer not null default 0,
        following boolean not null default false,
        checked_in boolean not null default false,
        -- Sums of adherence over the last 29 days before that day.
        adherence jsonb,
        reasons jsonb not null default '[]',
        starts jsonb not null default '[]',
        ends jsonb not null default '[]',
        primary key (organization_id, client_id),
        foreign key (organization_id, client_id) references clients (organization_id, id)
      ) with (fillfactor = 70)`.execute(db);
    // Backfilled as outdated: what it comes to depends on the time, which the application knows.
    await sql`
      insert into client_attention (organization_id, client_id)
      select organization_id, id from clients order by organization_id, id`.execute(db);
    // What all of an organization's clients come to, so that nobody counts a hundred thousand rows: by the end of the day
    // for which it is, because who has checked in on a day that is over has not on the next.
    await sql`
      create table attention_totals (
        organization_id uuid not null references organizations (id),
        day_ends timestamptz not null,
        attention integer not null,
        starting integer not null,
        ending integer not null,
        following integer not null,
        checked_in integer not null,
        primary key (organization_id, day_ends)
      )`.execute(db);
    for (const table of ['client_attention', 'attention_totals']) await closeToOtherTenants(db, table);

    // What outdates every client of an organization counts it up; once all were worked out anew, the other follows. Nobody
    // has to wait until a hundred thousand rows are marked.
    await sql`
      alter table organizations
        add column attention_epoch integer not null default 0,
        add column attention_settled integer not null default 0`.execute(db);
    // A practitioner's clients by the same columns, as copies that change under the lock of the client's row.
    await sql`
      alter table care_team_members
        add column fresh_until timestamptz not null default '-infinity',
        add column day_ends timestamptz not null default '-infinity',
        add column urgency integer,
        add column next_start date,
        add column next_end date,
        add column starting integer not null default 0,
        add column ending integer not null default 0,
        add column following boolean not null default false,
        add column checked_in boolean not null default false`.execute(db);
    for (const [table, scope] of [
      ['client_attention', sql`organization_id`],
      ['care_team_members', sql`organization_id, member_id`],
    ] as const) {
      const index = (what: string) => sql.id(`${table}_${what}`);
      const on = sql.table(table);
      await sql`create index ${index('urgency')} on ${on} (${scope}, urgency desc, client_id)
        include (fresh_until) where urgency is not null`.execute(db);
      await sql`create index ${index('next_start')} on ${on} (${scope}, next_start, client_id)
        include (fresh_until) where next_start is not null`.execute(db);
      await sql`create index ${index('next_end')} on ${on} (${scope}, next_end, client_id)
        include (fresh_until) where next_end is not null`.execute(db);
    }
    await sql`
      create index client_attention_fresh_until on client_attention
      (organization_id, fresh_until, client_id)`.execute(db);
    // All that is counted of a practitioner's clients, in the index alone.
    await sql`
      create index care_team_members_fresh_until on care_team_members (organization_id, member_id, fresh_until, client_id)
      include (day_ends, urgency, starting, ending, following, checked_in)`.execute(db);
    await copyAttentionToNewPlaces(db);
    await outdateByWrites(db);

    // Runs as the owner of the tables, because the job that asks has no tenant yet; it gives ids only.
    await sql`
      create function organizations_with_outdated_attention(at timestamptz) returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        select o.id from organizations o
        where o.attention_settled < o.attention_epoch or (
          -- Not EXISTS, for which all kept rows may be read and put into a hash table.
          select min(a.fresh_until) from client_attention a where a.organization_id = o.id
        ) <= at
        order by o.id
      $$`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop function organizations_with_outdated_attention(timestamptz)`.execute(db);
    await sql`drop trigger organizations_attention on organizations`.execute(db);
    await sql`drop trigger clients_attention_made on clients`.execute(db);
    await sql`drop trigger clients_attention on clients`.execute(db);
    await sql`drop trigger check_ins_attention on check_ins`.execute(db);
    for (const event of ['inserted', 'updated', 'deleted']) {
      await sql`drop trigger ${sql.id(`assignments_attention_${event}`)} on assignments`.execute(db);
      await sql`drop trigger ${sql.id(`segments_attention_${event}`)} on assignment_segments`.execute(db);
    }
    await sql`
      drop function outdate_attention_of_organization(), make_attention(), outdate_attention_of_client(),
        outdate_attention_of_changed(), outdate_attention_of_segments(), outdate_attention(uuid, uuid)`.execute(
      db,
    );
    await sql`
      create or replace function copy_client_to_care_team() returns trigger language plpgsql as $$
      begin
        select search_text, archived_at is not null into new.search_text, new.archived
        from clients where organization_id = new.organization_id and id = new.client_id
        for share;
        return new;
      end $$`.execute(db);
    await sql`
      alter table care_team_members
        drop column fresh_until, drop column day_ends, drop column urgency, drop column next_start, drop column next_end,
        drop column starting, drop column ending, drop column following, drop column checked_in`.execute(db);
    await sql`alter table organizations drop column attention_epoch, drop column attention_settled`.execute(
      db,
    );
    await sql`drop table attention_totals, client_attention`.execute(db);
  },
};

// As the copy of the name is made: the locks make a change that is under way come before or after, never in between.
async function copyAttentionToNewPlaces(db: Kysely<unknown>) {
  await sql`
    create or replace function copy_client_to_care_team() returns trigger language plpgsql as $$
    begin
      select search_text, archived_at is not null into new.search_text, new.archived
      from clients where organization_id = new.organization_id and id = new.client_id
      for share;
      select fresh_until, day_ends, urgency, next_start, next_end, starting, ending, following, checked_in
      into new.fresh_until, new.day_ends, new.urgency, new.next_start, new.next_end, new.starting, new.ending,
        new.following, new.checked_in
      from client_attention where organization_id = new.organization_id and client_id = new.client_id
      for share;
      return new;
    end $$`.execute(db);
}

async function outdateByWrites(db: Kysely<unknown>) {
  // Writes to the row also when it is outdated already: whoever works it out at this moment does not see what this
  // transaction has written, and finds out by the mark, or by having to wait for it. Once in a transaction is enough.
  await sql`
    create function outdate_attention(organization uuid, client uuid) returns void language plpgsql as $$
    declare
      was_fresh boolean;
    begin
      update client_attention set changed_in = pg_current_xact_id()
      where organization_id = organization and client_id = client
        and (changed_in <> pg_current_xact_id() or fresh_until > '-infinity')
      returning fresh_until > '-infinity' into was_fresh;
      if was_fresh then
        update client_attention set fresh_until = '-infinity'
        where organization_id = organization and client_id = client;
        update care_team_members set fresh_until = '-infinity'
        where organization_id = organization and client_id = client;
      end if;
    end $$`.execute(db);

  // Clients in one order everywhere, so that two writes about several of them cannot wait for each other.
  await sql`
    create function outdate_attention_of_changed() returns trigger language plpgsql as $$
    begin
      perform outdate_attention(one.organization_id, one.client_id)
      from (select distinct organization_id, client_id from changed order by organization_id, client_id) one;
      return null;
    end $$`.execute(db);
  await sql`
    create function outdate_attention_of_segments() returns trigger language plpgsql as $$
    begin
      perform outdate_attention(one.organization_id, one.client_id)
      from (
        select distinct a.organization_id, a.client_id
        from changed join assignments a on a.organization_id = changed.organization_id and a.id = changed.assignment_id
        order by a.organization_id, a.client_id
      ) one;
      return null;
    end $$`.execute(db);
  // What is in force of check-ins and the days of adherence change with these only.
  await sql`
    create trigger check_ins_attention after insert on check_ins referencing new table as changed
    for each statement execute function outdate_attention_of_changed()`.execute(db);
  for (const [event, rows] of [
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ] as const) {
    const [when, changed] = [sql.raw(event), sql.raw(`${rows} table as changed`)];
    const name = event === 'insert' ? 'inserted' : `${event}d`;
    await sql`
      create trigger ${sql.id(`assignments_attention_${name}`)} after ${when} on assignments referencing ${changed}
      for each statement execute function outdate_attention_of_changed()`.execute(db);
    await sql`
      create trigger ${sql.id(`segments_attention_${name}`)} after ${when} on assignment_segments referencing ${changed}
      for each statement execute function outdate_attention_of_segments()`.execute(db);
  }

  await sql`
    create function make_attention() returns trigger language plpgsql as $$
    begin
      insert into client_attention (organization_id, client_id) values (new.organization_id, new.id);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger clients_attention_made after insert on clients
    for each row execute function make_attention()`.execute(db);
  await sql`
    create function outdate_attention_of_client() returns trigger language plpgsql as $$
    begin
      perform outdate_attention(new.organization_id, new.id);
      return null;
    end $$`.execute(db);
  // Its name comes before that of the trigger that copies the name to care teams: locks are taken in this order.
  await sql`
    create trigger clients_attention after update of time_zone, day_start_hour, archived_at on clients
    for each row when (old.time_zone <> new.time_zone or old.day_start_hour <> new.day_start_hour
      or (old.archived_at is null) <> (new.archived_at is null))
    execute function outdate_attention_of_client()`.execute(db);

  await sql`
    create function outdate_attention_of_organization() returns trigger language plpgsql as $$
    begin
      new.attention_epoch := old.attention_epoch + 1;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger organizations_attention before update of silent_days on organizations
    for each row when (old.silent_days <> new.silent_days)
    execute function outdate_attention_of_organization()`.execute(db);
}
