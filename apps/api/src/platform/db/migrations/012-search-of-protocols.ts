import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Protocols are found by part of their text as clients are, by the trigrams that the migration before brought. */
export const searchOfProtocols: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index protocols_search_text on protocols using gin (search_text gin_trgm_ops)`.execute(
      db,
    );
    await sql`
      create function find_protocols_by_text(
        pattern text, with_status text, without_status text, in_category text, after_text text, after_id uuid, at_most integer
      ) returns setof uuid language plpgsql stable security definer
      set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
      declare
        tenant constant uuid := current_organization_id();
      begin
        return query
          select p.id from protocols p
          where p.organization_id = tenant and p.search_text like pattern
            and (with_status is null or p.status = with_status)
            and (without_status is null or p.status <> without_status)
            and (in_category is null or p.category = in_category)
            and (after_text is null or (p.search_text, p.id) > (after_text, after_id))
          order by p.search_text, p.id
          limit at_most;
      end $$`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`
      drop function find_protocols_by_text(text, text, text, text, text, uuid, integer)`.execute(db);
    await sql`drop index protocols_search_text`.execute(db);
  },
};
