import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Finding a user's reset links, and the team of an organization among all its clients, without reading the rest. */
export const identityLookups: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index verifications_value on verifications (value)`.execute(db);
    await sql`
      create index members_team on members (organization_id, id)
      where removed_at is null and role <> 'client'`.execute(db);
    await sql`
      create index invitations_team on invitations (organization_id, created_at desc, id desc)
      where accepted_at is null and revoked_at is null and role <> 'client'`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop index verifications_value, members_team, invitations_team`.execute(db);
  },
};
