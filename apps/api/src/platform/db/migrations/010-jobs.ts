import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The tables of the job queue, as its library writes them, in a schema of their own. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>) {
    // Loaded here, because a start that has nothing to migrate does not need it.
    const { getConstructionPlans } = await import('pg-boss');
    // The migration has a transaction already.
    const plan = getConstructionPlans('jobs')
      .replace(/^\s*BEGIN;/, '')
      .replace(/COMMIT;\s*$/, '');
    await db.executeQuery(CompiledQuery.raw(plan));
  },

  async down(db: Kysely<unknown>) {
    await sql`drop schema jobs cascade`.execute(db);
  },
};
