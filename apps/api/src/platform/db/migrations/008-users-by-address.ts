import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Better Auth looks a login up by the address as it is kept (lower case), which the index on lower(email) does not serve. */
export const usersByAddress: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index users_email on users (email)`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop index users_email`.execute(db);
  },
};
