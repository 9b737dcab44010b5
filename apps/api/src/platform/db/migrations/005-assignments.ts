import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { closeToOtherTenants } from '../row-level-security.ts';

/** Assignments, check-ins and the adherence that is kept up to date with them. */
export const assignments: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table assignments (
        organization_id uuid not null,
        id uuid not null,
        client_id uuid not null,
        protocol_id uuid not null,
        start_date date not null,
        -- Last day with something to do; null while paused without an end.
        last_date date,
        -- First day without occurrences, once stopped.
        stopped_on date,
        stop_reason text,
        pauses jsonb not null default '[]',
        safety jsonb not null,
        created_at timestamptz not null default now(),
        created_by uuid not null,
        revision integer not null default 1,
        primary key (organization_id, id),
        foreign key (organization_id, client_id) references clients (organization_id, id),
        foreign key (organization_id, protocol_id) references protocols (organization_id, id),
        foreign key (organization_id, created_by) references members (organization_id, id)
      )`.execute(db);
    await sql`create index assignments_client on assignments (organization_id, client_id, start_date desc, id)`.execute(
      db,
    );
    await sql`create index assignments_protocol on assignments (organization_id, protocol_id, last_date)`.execute(
      db,
    );
    await sql`create index assignments_created_by on assignments (organization_id, created_by)`.execute(db);
    await sql`create index assignments_last_date on assignments (organization_id, last_date, client_id)`.execute(
      db,
    );
    await sql`create index assignments_start_date on assignments (organization_id, start_date, client_id)`.execute(
      db,
    );

    await sql`
      create table assignment_segments (
        organization_id uuid not null,
        assignment_id uuid not null,
        from_date date not null,
        protocol_id uuid not null,
        version integer not null,
        overrides jsonb not null default '[]',
        primary key (organization_id, assignment_id, from_date),
        foreign key (organization_id, assignment_id) references assignments (organization_id, id),
        foreign key (organization_id, protocol_id, version)
          references protocol_versions (organization_id, protocol_id, version)
      )`.execute(db);
    await sql`
      create index assignment_segments_version on assignment_segments (organization_id, protocol_id, version)`.execute(
      db,
    );

    await sql`
      create table check_ins (
        organization_id uuid not null,
        id uuid not null,
        client_id uuid not null,
        assignment_id uuid not null,
        activity_id text not null,
        local_date date not null,
        slot text not null,
        status text not null check (status in ('done', 'partly', 'skipped', 'undone')),
        amount double precision,
        readings jsonb not null default '[]',
        score double precision,
        skip_reason text,
        note text not null default '',
        out_of_target boolean not null default false,
        recorded_at timestamptz not null,
        received_at timestamptz not null default now(),
        recorded_by uuid not null,
        on_behalf boolean not null default false,
        primary key (organization_id, id),
        foreign key (organization_id, client_id) references clients (organization_id, id),
        foreign key (organization_id, assignment_id) references assignments (organization_id, id),
        foreign key (organization_id, recorded_by) references members (organization_id, id)
      )`.execute(db);
    await sql`create index check_ins_client on check_ins (organization_id, client_id, received_at desc, id desc)`.execute(
      db,
    );
    await sql`
      create index check_ins_occurrence on check_ins
      (organization_id, assignment_id, local_date, activity_id, slot, recorded_at desc, id desc)`.execute(db);
    await sql`create index check_ins_recorded_by on check_ins (organization_id, recorded_by)`.execute(db);
    await sql`
      create index check_ins_attention on check_ins (organization_id, client_id, local_date)
      where out_of_target or skip_reason = 'side_effect'`.execute(db);
    await sql`
      create trigger check_ins_append_only before update or delete on check_ins
      for each row execute function refuse_change()`.execute(db);

    // The check-in that counts for each occurrence: the one with the greatest (recorded_at, id).
    await sql`
      create table current_check_ins (
        organization_id uuid not null,
        assignment_id uuid not null,
        local_date date not null,
        activity_id text not null,
        slot text not null,
        client_id uuid not null,
        check_in_id uuid not null,
        recorded_at timestamptz not null,
        primary key (organization_id, assignment_id, local_date, activity_id, slot),
        foreign key (organization_id, check_in_id) references check_ins (organization_id, id),
        foreign key (organization_id, assignment_id) references assignments (organization_id, id),
        foreign key (organization_id, client_id) references clients (organization_id, id)
      )`.execute(db);
    await sql`create index current_check_ins_check_in on current_check_ins (organization_id, check_in_id)`.execute(
      db,
    );
    await sql`create index current_check_ins_client on current_check_ins (organization_id, client_id, local_date)`.execute(
      db,
    );

    // What is due and done on each day of an assignment; rebuilt from check-ins it must come out equal.
    await sql`
      create table adherence_days (
        organization_id uuid not null,
        assignment_id uuid not null,
        local_date date not null,
        client_id uuid not null,
        due double precision not null,
        done double precision not null,
        excused double precision not null,
        answered double precision not null,
        primary key (organization_id, assignment_id, local_date),
        foreign key (organization_id, assignment_id) references assignments (organization_id, id),
        foreign key (organization_id, client_id) references clients (organization_id, id)
      )`.execute(db);
    await sql`create index adherence_days_client on adherence_days (organization_id, client_id, local_date)`.execute(
      db,
    );

    for (const table of [
      'assignments',
      'assignment_segments',
      'check_ins',
      'current_check_ins',
      'adherence_days',
    ]) {
      await closeToOtherTenants(db, table);
    }
  },

  async down(db: Kysely<unknown>) {
    await sql`
      drop table adherence_days, current_check_ins, check_ins, assignment_segments, assignments`.execute(db);
  },
};
