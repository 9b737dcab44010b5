import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is counted or looked up is found in an index alone, however many follow a protocol or are invited. */
export const statementsAtScale: Migration = {
  async up(db: Kysely<unknown>) {
    // Who follows which version on a date can be counted without looking at each assignment.
    await sql`
      alter table assignment_segments
        add column is_first boolean,
        -- Last date on which it is followed: the day before the next one, or the last of the assignment. Null without end.
        add column last_date date`.execute(db);
    await sql`
      update assignment_segments s set is_first = known.is_first, last_date = known.last_date
      from (
        select s.organization_id, s.assignment_id, s.from_date, row_number() over followed = 1 as is_first,
          least(lead(s.from_date) over followed - 1, a.last_date, a.stopped_on - 1) as last_date
        from assignment_segments s
        join assignments a on a.organization_id = s.organization_id and a.id = s.assignment_id
        window followed as (partition by s.organization_id, s.assignment_id order by s.from_date)
      ) known
      where known.organization_id = s.organization_id and known.assignment_id = s.assignment_id
        and known.from_date = s.from_date`.execute(db);
    await sql`alter table assignment_segments alter column is_first set not null`.execute(db);
    await sql`drop index assignment_segments_version`.execute(db);
    await sql`
      create index assignment_segments_version
      on assignment_segments (organization_id, protocol_id, version, last_date) include (from_date, is_first)`.execute(
      db,
    );

    // lower() is not leakproof, so under row-level security a condition with it does not reach the index. Addresses are
    // kept in lower case, which is now certain.
    await sql`update invitations set email = lower(email) where email <> lower(email)`.execute(db);
    await sql`
      alter table invitations add constraint invitations_email_lower check (email = lower(email))`.execute(
      db,
    );
    await sql`drop index invitations_open`.execute(db);
    await sql`
      create unique index invitations_open on invitations (organization_id, email, role)
      where accepted_at is null and revoked_at is null`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop index invitations_open`.execute(db);
    await sql`alter table invitations drop constraint invitations_email_lower`.execute(db);
    await sql`
      create unique index invitations_open on invitations (organization_id, lower(email), role)
      where accepted_at is null and revoked_at is null`.execute(db);
    await sql`drop index assignment_segments_version`.execute(db);
    await sql`alter table assignment_segments drop column is_first, drop column last_date`.execute(db);
    await sql`
      create index assignment_segments_version on assignment_segments (organization_id, protocol_id, version)`.execute(
      db,
    );
  },
};
