import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keeps segments of an assignment that gave way on the very day on which they began: what was answered by them stays in that day. */
export const replacedSegments: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table assignments add column replaced jsonb not null default '[]'`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`alter table assignments drop column replaced`.execute(db);
  },
};
