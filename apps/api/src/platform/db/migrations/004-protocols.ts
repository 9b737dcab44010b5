import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { closeToOtherTenants } from '../row-level-security.ts';

/** Protocols with one draft and immutable versions. */
export const protocols: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table protocols (
        organization_id uuid not null references organizations (id),
        id uuid not null,
        status text not null check (status in ('draft', 'published', 'retired')),
        -- What lists show and filter by, taken from the newest version, or from the draft before the first.
        title text not null,
        search_text text not null,
        description text not null,
        category text not null,
        tags text[] not null default '{}',
        duration_days integer not null check (duration_days between 1 and 365),
        activity_count integer not null,
        latest_version integer,
        -- Revision of the newest draft there ever was: it only grows, so that a revision never names two texts.
        draft_revision integer not null default 0,
        -- The file this was imported from: its key in the library and a digest of its content.
        library_key text,
        import_digest text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (organization_id, id)
      )`.execute(db);
    await sql`create index protocols_by_title on protocols (organization_id, search_text, id)`.execute(db);
    await sql`create index protocols_by_status on protocols (organization_id, status, search_text, id)`.execute(
      db,
    );
    await sql`create index protocols_by_category on protocols (organization_id, category, search_text, id)`.execute(
      db,
    );
    await sql`
      create index protocols_library_key on protocols (organization_id, library_key)
      where library_key is not null`.execute(db);
    await sql`
      create index protocols_import_digest on protocols (organization_id, import_digest)
      where import_digest is not null`.execute(db);

    await sql`
      create table protocol_drafts (
        organization_id uuid not null,
        protocol_id uuid not null,
        revision integer not null,
        content jsonb not null,
        saved_at timestamptz not null default now(),
        saved_by uuid not null,
        primary key (organization_id, protocol_id),
        foreign key (organization_id, protocol_id) references protocols (organization_id, id),
        foreign key (organization_id, saved_by) references members (organization_id, id)
      )`.execute(db);
    await sql`create index protocol_drafts_saved_by on protocol_drafts (organization_id, saved_by)`.execute(
      db,
    );

    await sql`
      create table protocol_versions (
        organization_id uuid not null,
        protocol_id uuid not null,
        version integer not null check (version >= 1),
        content jsonb not null,
        note text not null default '',
        published_at timestamptz not null default now(),
        published_by uuid not null,
        primary key (organization_id, protocol_id, version),
        foreign key (organization_id, protocol_id) references protocols (organization_id, id),
        foreign key (organization_id, published_by) references members (organization_id, id)
      )`.execute(db);
    await sql`create index protocol_versions_published_by on protocol_versions (organization_id, published_by)`.execute(
      db,
    );
    await sql`
      create trigger protocol_versions_append_only before update or delete on protocol_versions
      for each row execute function refuse_change()`.execute(db);

    for (const table of ['protocols', 'protocol_drafts', 'protocol_versions'])
      await closeToOtherTenants(db, table);
  },

  async down(db: Kysely<unknown>) {
    await sql`drop table protocol_versions, protocol_drafts, protocols`.execute(db);
  },
};
