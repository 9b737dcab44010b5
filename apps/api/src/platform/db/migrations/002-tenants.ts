import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { closeToOtherTenants, openToAllTenants } from '../row-level-security.ts';

/** Organizations, members, invitations and the audit log. */
export const tenants: Migration = {
  async up(db: Kysely<unknown>) {
    // Null while no tenant is set, so that a query without one sees nothing instead of failing.
    await sql`
      create function current_organization_id() returns uuid language sql stable parallel safe
      return nullif(current_setting('app.organization_id', true), '')::uuid`.execute(db);

    // Rows that are history: nobody, not even the owner of the table, changes or removes one by accident.
    await sql`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$`.execute(db);

    await sql`
      create table organizations (
        id uuid primary key,
        name text not null,
        time_zone text not null default 'UTC',
        entry_window_days integer not null default 7 check (entry_window_days between 0 and 30),
        silent_days integer not null default 4 check (silent_days between 1 and 60),
        revision integer not null default 1,
        created_at timestamptz not null default now()
      )`.execute(db);

    await sql`
      create table members (
        organization_id uuid not null references organizations (id),
        id uuid not null,
        user_id uuid not null references users (id),
        role text not null check (role in ('owner', 'admin', 'practitioner', 'client')),
        joined_at timestamptz not null default now(),
        removed_at timestamptz,
        primary key (organization_id, id)
      )`.execute(db);
    await sql`
      create unique index members_one_per_user on members (organization_id, user_id) where removed_at is null`.execute(
      db,
    );
    await sql`create index members_user_id on members (user_id, joined_at)`.execute(db);

    await sql`
      create table invitations (
        organization_id uuid not null references organizations (id),
        id uuid not null,
        email text not null,
        role text not null check (role in ('owner', 'admin', 'practitioner', 'client')),
        client_id uuid,
        token_hash text not null unique,
        expires_at timestamptz not null,
        accepted_at timestamptz,
        revoked_at timestamptz,
        invited_by uuid,
        created_at timestamptz not null default now(),
        primary key (organization_id, id),
        foreign key (organization_id, invited_by) references members (organization_id, id)
      )`.execute(db);
    await sql`
      create unique index invitations_open on invitations (organization_id, lower(email), role)
      where accepted_at is null and revoked_at is null`.execute(db);
    await sql`create index invitations_client_id on invitations (organization_id, client_id)`.execute(db);
    await sql`create index invitations_invited_by on invitations (organization_id, invited_by)`.execute(db);
    await sql`create index invitations_created_at on invitations (organization_id, created_at desc, id desc)`.execute(
      db,
    );

    await sql`
      create table audit_events (
        organization_id uuid not null references organizations (id),
        id uuid not null,
        at timestamptz not null default clock_timestamp(),
        type text not null,
        actor_user_id uuid,
        actor_member_id uuid,
        actor_role text,
        subject_type text not null,
        subject_id uuid,
        client_id uuid,
        request_id text not null,
        ip_address text,
        detail jsonb not null default '{}',
        primary key (organization_id, id)
      )`.execute(db);
    await sql`create index audit_events_at on audit_events (organization_id, at desc, id desc)`.execute(db);
    await sql`create index audit_events_client on audit_events (organization_id, client_id, at desc)`.execute(
      db,
    );
    await sql`
      create trigger audit_events_append_only before update or delete on audit_events
      for each row execute function refuse_change()`.execute(db);

    for (const table of ['members', 'invitations', 'audit_events']) await closeToOtherTenants(db, table);
    await closeToOtherTenants(db, 'organizations', 'id');
  },

  async down(db: Kysely<unknown>) {
    for (const table of ['organizations', 'members', 'invitations', 'audit_events'])
      await openToAllTenants(db, table);
    await sql`drop table audit_events, invitations, members, organizations`.execute(db);
    await sql`drop function refuse_change(), current_organization_id()`.execute(db);
  },
};
