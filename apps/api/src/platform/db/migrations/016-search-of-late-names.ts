import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A search looks at the beginning of the list, and finds by trigrams what does not begin there, as a first name late in the alphabet. */
export const searchOfLateNames: Migration = {
  async up(db: Kysely<unknown>) {
    // All indexes but that of the trigrams are out of the question: the planner expects hits to be spread evenly over the
    // list, and would walk through most of it to the place where they stand together.
    await sql`
      create function find_clients_by_trigrams(
        pattern text, in_archive boolean, after_text text, after_id uuid, at_most integer
      ) returns setof uuid language plpgsql stable security definer
      set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
      set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
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
    await sql`
      create or replace function find_clients_by_text(
        pattern text, in_archive boolean, after_text text, after_id uuid, at_most integer
      ) returns setof uuid language plpgsql stable security definer
      set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
      declare
        tenant constant uuid := current_organization_id();
        looked_at constant integer := 2000;
        seen integer;
        hits uuid[];
      begin
        select count(*), array_agg(near.id order by near.search_text, near.id) filter (where near.search_text like pattern)
        into seen, hits
        from (
          select c.id, c.search_text from clients c
          where c.organization_id = tenant
            and ((in_archive and c.archived_at is not null) or (not in_archive and c.archived_at is null))
            and (after_text is null or (c.search_text, c.id) > (after_text, after_id))
          order by c.search_text, c.id
          limit looked_at
        ) near;
        if seen < looked_at or cardinality(hits) >= at_most then
          return query select unnest(hits[1:at_most]);
        else
          return query select find_clients_by_trigrams(pattern, in_archive, after_text, after_id, at_most);
        end if;
      end $$`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`
      create or replace function find_clients_by_text(
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
    await sql`drop function find_clients_by_trigrams(text, boolean, text, uuid, integer)`.execute(db);
  },
};
