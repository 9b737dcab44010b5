import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Logins and sessions (the tables Better Auth works on) and what happens before anybody is signed in. Not tenant data. */
export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table users (
        id uuid primary key,
        name text not null,
        email text not null,
        email_verified boolean not null default false,
        image text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`.execute(db);
    await sql`create unique index users_email_key on users (lower(email))`.execute(db);

    await sql`
      create table sessions (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        token text not null unique,
        expires_at timestamptz not null,
        ip_address text,
        user_agent text,
        active_organization_id uuid,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`.execute(db);
    await sql`create index sessions_user_id on sessions (user_id, created_at)`.execute(db);
    await sql`create index sessions_expires_at on sessions (expires_at)`.execute(db);

    await sql`
      create table accounts (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        account_id text not null,
        provider_id text not null,
        password text,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (provider_id, account_id)
      )`.execute(db);
    await sql`create index accounts_user_id on accounts (user_id)`.execute(db);

    await sql`
      create table verifications (
        id uuid primary key,
        identifier text not null,
        value text not null,
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      )`.execute(db);
    await sql`create index verifications_identifier on verifications (identifier)`.execute(db);

    // Sign-ins that failed and other events without an organization; tenant events are in audit_events.
    await sql`
      create table security_events (
        id uuid primary key,
        at timestamptz not null default now(),
        type text not null,
        user_id uuid,
        request_id text not null,
        ip_address text,
        detail jsonb not null default '{}'
      )`.execute(db);
    await sql`create index security_events_at on security_events (at desc, id desc)`.execute(db);
    await sql`create index security_events_user_id on security_events (user_id, at desc)`.execute(db);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop table security_events, verifications, accounts, sessions, users`.execute(db);
  },
};
