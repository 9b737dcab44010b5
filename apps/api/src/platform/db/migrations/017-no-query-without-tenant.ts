import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A query without a tenant fails. It used to find nothing, and nothing can be taken for the truth and kept. The check is a function
 * of its own, called only where no tenant is set, so that `current_organization_id()` can still be inlined into the policies.
 */
export const noQueryWithoutTenant: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create function refuse_without_organization() returns text language plpgsql stable parallel safe as $$
      begin
        raise exception 'no organization is set' using errcode = 'insufficient_privilege';
      end $$`.execute(db);
    await sql`
      create or replace function current_organization_id() returns uuid language sql stable parallel safe
      return coalesce(nullif(current_setting('app.organization_id', true), ''), refuse_without_organization())::uuid`.execute(
      db,
    );
  },

  async down(db: Kysely<unknown>) {
    await sql`
      create or replace function current_organization_id() returns uuid language sql stable parallel safe
      return nullif(current_setting('app.organization_id', true), '')::uuid`.execute(db);
    await sql`drop function refuse_without_organization()`.execute(db);
  },
};
