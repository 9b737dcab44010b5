import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sign-ins are slowed down by how often an address failed lately, known or not. */
export const securityEventsByAddress: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index security_events_address on security_events ((detail->>'addressHash'), at desc)
      where detail->>'addressHash' is not null`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop index security_events_address`.execute(db);
  },
};
