import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { closeToOtherTenants } from '../row-level-security.ts';

/** Clients, their care teams, and the few questions that must be answered before a tenant is known. */
export const clients: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table clients (
        organization_id uuid not null references organizations (id),
        id uuid not null,
        member_id uuid,
        name text not null,
        -- Lower-case name and address without accents, written by the application; searched by part.
        search_text text not null,
        email text,
        birth_date date,
        pregnancy_status text not null default 'not_recorded',
        conditions jsonb not null default '[]',
        medications jsonb not null default '[]',
        allergies jsonb not null default '[]',
        time_zone text not null,
        day_start_hour integer not null default 0 check (day_start_hour between 0 and 6),
        units text not null default 'metric' check (units in ('metric', 'imperial')),
        archived_at timestamptz,
        created_at timestamptz not null default now(),
        revision integer not null default 1,
        primary key (organization_id, id),
        foreign key (organization_id, member_id) references members (organization_id, id)
      )`.execute(db);
    await sql`create unique index clients_member_id on clients (organization_id, member_id)`.execute(db);
    await sql`
      create index clients_current_by_name on clients (organization_id, search_text, id) where archived_at is null`.execute(
      db,
    );
    await sql`
      create index clients_archived_by_name on clients (organization_id, search_text, id) where archived_at is not null`.execute(
      db,
    );
    await sql`
      alter table invitations add constraint invitations_client_fkey
      foreign key (organization_id, client_id) references clients (organization_id, id)`.execute(db);

    await sql`
      create table care_team_members (
        organization_id uuid not null,
        client_id uuid not null,
        member_id uuid not null,
        added_at timestamptz not null default now(),
        primary key (organization_id, client_id, member_id),
        foreign key (organization_id, client_id) references clients (organization_id, id),
        foreign key (organization_id, member_id) references members (organization_id, id)
      )`.execute(db);
    await sql`create index care_team_members_member on care_team_members (organization_id, member_id, client_id)`.execute(
      db,
    );

    for (const table of ['clients', 'care_team_members']) await closeToOtherTenants(db, table);

    // These run as the owner of the tables and therefore see every tenant; each answers for one secret or one user only.
    await sql`
      create function session_actor(session_token text) returns table (
        session_id uuid, user_id uuid, user_name text, user_email text, expires_at timestamptz, session_updated_at timestamptz,
        organization_id uuid, organization_name text, member_id uuid, role text, client_id uuid
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select s.id, u.id, u.name, u.email, s.expires_at, s.updated_at, o.id, o.name, m.id, m.role, c.id
        from sessions s
        join users u on u.id = s.user_id
        left join lateral (
          select * from members
          where members.user_id = u.id and removed_at is null
          order by (members.organization_id = s.active_organization_id) desc nulls last, joined_at, members.organization_id
          limit 1
        ) m on true
        left join organizations o on o.id = m.organization_id
        left join clients c on c.organization_id = m.organization_id and c.member_id = m.id and c.archived_at is null
        where s.token = session_token and s.expires_at > now()
      $$`.execute(db);
    await sql`
      create function memberships_of(of_user_id uuid) returns table (
        organization_id uuid, organization_name text, member_id uuid, role text
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select o.id, o.name, m.id, m.role
        from members m join organizations o on o.id = m.organization_id
        where m.user_id = of_user_id and m.removed_at is null
        order by m.joined_at, o.id
      $$`.execute(db);
    await sql`
      create function invitation_by_token(hash text) returns table (
        organization_id uuid, organization_name text, invitation_id uuid, email text, role text, client_id uuid,
        client_name text, user_id uuid, expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select o.id, o.name, i.id, i.email, i.role, i.client_id, c.name, u.id, i.expires_at, i.accepted_at, i.revoked_at
        from invitations i
        join organizations o on o.id = i.organization_id
        left join clients c on c.organization_id = i.organization_id and c.id = i.client_id
        left join users u on lower(u.email) = lower(i.email)
        where i.token_hash = hash
      $$`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop function invitation_by_token(text), memberships_of(uuid), session_actor(text)`.execute(db);
    await sql`alter table invitations drop constraint invitations_client_fkey`.execute(db);
    await sql`drop table care_team_members, clients`.execute(db);
  },
};
