import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lists and searches that read only the rows they show, in an organization of a hundred thousand clients. */
export const listsAtScale: Migration = {
  async up(db: Kysely<unknown>) {
    // A practitioner's clients in the order of the list, without looking each of them up to sort them.
    await sql`
      alter table care_team_members
        add column search_text text,
        add column archived boolean`.execute(db);
    await sql`
      update care_team_members t set search_text = c.search_text, archived = c.archived_at is not null
      from clients c where c.organization_id = t.organization_id and c.id = t.client_id`.execute(db);
    await sql`
      alter table care_team_members
        alter column search_text set not null,
        alter column archived set not null`.execute(db);

    // The lock makes a change of the name that is under way come before or after, never in between.
    await sql`
      create function copy_client_to_care_team() returns trigger language plpgsql as $$
      begin
        select search_text, archived_at is not null into new.search_text, new.archived
        from clients where organization_id = new.organization_id and id = new.client_id
        for share;
        return new;
      end $$`.execute(db);
    await sql`
      create trigger care_team_members_of_client before insert on care_team_members
      for each row when (new.search_text is null) execute function copy_client_to_care_team()`.execute(db);
    await sql`
      create function copy_client_to_care_teams() returns trigger language plpgsql as $$
      begin
        update care_team_members set search_text = new.search_text, archived = new.archived_at is not null
        where organization_id = new.organization_id and client_id = new.id;
        return null;
      end $$`.execute(db);
    await sql`
      create trigger clients_care_teams after update of search_text, archived_at on clients
      for each row when (old.search_text is distinct from new.search_text
        or (old.archived_at is null) is distinct from (new.archived_at is null))
      execute function copy_client_to_care_teams()`.execute(db);
    await sql`drop index care_team_members_member`.execute(db);
    await sql`
      create index care_team_members_by_name
      on care_team_members (organization_id, member_id, archived, search_text, client_id)`.execute(db);

    await sql`create extension if not exists pg_trgm`.execute(db);
    await sql`create index clients_search_text on clients using gin (search_text gin_trgm_ops)`.execute(db);
    // LIKE may not look into an index before the policy of the tenant was checked, because it is not leakproof. This runs
    // as the owner of the tables instead and asks for the tenant itself. It is planned for each pattern: a rare one is
    // looked up, a common one is met soon in the order of the list.
    await sql`
      create function find_clients_by_text(
        pattern text, in_archive boolean, after_text text, after_id uuid, at_most integer
      ) returns setof uuid language plpgsql stable security definer
      set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
      declare
        tenant constant uuid := current_organization_id();
      begin
        return query
          select c.id from clients c
          where c.organization_id = tenant and c.search_text like pattern
            and ((in_archive and c.archived_at is not null) or (not in_archive and c.archived_at is null))
            and (after_text is null or (c.search_text, c.id) > (after_text, after_id))
          order by c.search_text, c.id
          limit at_most;
      end $$`.execute(db);

    // All that a search filters by, so that only the protocols that are shown are read.
    await sql`drop index protocols_by_title`.execute(db);
    await sql`
      create index protocols_by_title on protocols (organization_id, search_text, id) include (status, category)`.execute(
      db,
    );
    // Running assignments are counted in the index alone.
    await sql`drop index assignments_protocol`.execute(db);
    await sql`
      create index assignments_protocol on assignments (organization_id, protocol_id, last_date)
      include (stopped_on)`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop index assignments_protocol, protocols_by_title`.execute(db);
    await sql`create index assignments_protocol on assignments (organization_id, protocol_id, last_date)`.execute(
      db,
    );
    await sql`create index protocols_by_title on protocols (organization_id, search_text, id)`.execute(db);
    await sql`drop function find_clients_by_text(text, boolean, text, uuid, integer)`.execute(db);
    await sql`drop index clients_search_text`.execute(db);
    // It stays where somebody else had put it there before.
    await sql`
      do $$ begin
        if exists (select from pg_extension where extname = 'pg_trgm' and extowner = current_user::regrole) then
          drop extension pg_trgm;
        end if;
      end $$`.execute(db);
    await sql`drop index care_team_members_by_name`.execute(db);
    await sql`
      create index care_team_members_member on care_team_members (organization_id, member_id, client_id)`.execute(
      db,
    );
    await sql`drop trigger clients_care_teams on clients`.execute(db);
    await sql`drop trigger care_team_members_of_client on care_team_members`.execute(db);
    await sql`drop function copy_client_to_care_teams(), copy_client_to_care_team()`.execute(db);
    await sql`alter table care_team_members drop column search_text, drop column archived`.execute(db);
  },
};
