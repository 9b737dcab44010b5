import type {
  ActivityOverride,
  AttentionReason,
  CheckInStatus,
  LocalDate,
  PregnancyStatus,
  ProtocolCategory,
  ProtocolContent,
  ProtocolStatus,
  Reading,
  RecordEntry,
  Role,
  SafetyResult,
  SkipReason,
} from '@healthprotocol/contracts';
import type { ColumnType, Generated, JSONColumnType, Kysely } from 'kysely';

/** A column the database fills when it is left out, and that is never written afterwards. */
type CreatedAt = ColumnType<Date, Date | undefined, never>;
/** JSON is written as text made by `JSON.stringify`, read as the value itself. */
type Json<T extends object> = JSONColumnType<T>;

/** The tables as the application sees them; column for column what the migrations make. */
export type Database = {
  users: {
    id: string;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    image: string | null;
    created_at: CreatedAt;
    updated_at: Generated<Date>;
  };
  sessions: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    active_organization_id: string | null;
    created_at: CreatedAt;
    updated_at: Generated<Date>;
  };
  accounts: {
    id: string;
    user_id: string;
    account_id: string;
    provider_id: string;
    password: string | null;
    created_at: CreatedAt;
    updated_at: Generated<Date>;
  };
  verifications: {
    id: string;
    identifier: string;
    value: string;
    expires_at: Date;
    created_at: CreatedAt;
    updated_at: Generated<Date>;
  };
  security_events: {
    id: string;
    at: CreatedAt;
    type: string;
    user_id: string | null;
    request_id: string;
    ip_address: string | null;
    detail: Json<Record<string, unknown>>;
  };
  organizations: {
    id: string;
    name: string;
    time_zone: Generated<string>;
    entry_window_days: Generated<number>;
    silent_days: Generated<number>;
    /** Counted up by what outdates what is kept of every client; `attention_settled` is up to where all were worked out anew. */
    attention_epoch: Generated<number>;
    attention_settled: Generated<number>;
    revision: Generated<number>;
    created_at: CreatedAt;
  };
  members: {
    organization_id: string;
    id: string;
    user_id: string;
    role: Role;
    joined_at: CreatedAt;
    removed_at: Date | null;
  };
  invitations: {
    organization_id: string;
    id: string;
    email: string;
    role: Role;
    client_id: string | null;
    token_hash: string;
    expires_at: Date;
    accepted_at: Date | null;
    revoked_at: Date | null;
    invited_by: string | null;
    created_at: CreatedAt;
  };
  audit_events: {
    organization_id: string;
    id: string;
    at: CreatedAt;
    type: string;
    actor_user_id: string | null;
    actor_member_id: string | null;
    actor_role: string | null;
    subject_type: string;
    subject_id: string | null;
    client_id: string | null;
    request_id: string;
    ip_address: string | null;
    detail: Json<Record<string, unknown>>;
  };
  clients: {
    organization_id: string;
    id: string;
    member_id: string | null;
    name: string;
    search_text: string;
    email: string | null;
    birth_date: LocalDate | null;
    pregnancy_status: PregnancyStatus;
    conditions: Json<RecordEntry[]>;
    medications: Json<RecordEntry[]>;
    allergies: Json<RecordEntry[]>;
    time_zone: string;
    day_start_hour: number;
    units: 'metric' | 'imperial';
    archived_at: Date | null;
    created_at: CreatedAt;
    revision: Generated<number>;
  };
  care_team_members: {
    organization_id: string;
    client_id: string;
    member_id: string;
    added_at: CreatedAt;
    /** What the list of a practitioner sorts and filters by: copied from the client by the database. */
    search_text: Generated<string>;
    archived: Generated<boolean>;
    /** What the practitioner's day sorts and counts by: copied from `client_attention` by whoever writes that. */
    fresh_until: Generated<Date>;
    day_ends: Generated<Date>;
    urgency: Generated<number | null>;
    next_start: Generated<LocalDate | null>;
    next_end: Generated<LocalDate | null>;
    starting: Generated<number>;
    ending: Generated<number>;
    following: Generated<boolean>;
    checked_in: Generated<boolean>;
  };
  client_attention: {
    organization_id: string;
    client_id: string;
    /** Until when the rest holds by itself. */
    fresh_until: Generated<Date>;
    day_ends: Generated<Date>;
    /** The last transaction that wrote what the rest depends on. */
    changed_in: Generated<string>;
    adherence: Json<{ due: number; done: number; answered: number }> | null;
    urgency: Generated<number | null>;
    next_start: Generated<LocalDate | null>;
    next_end: Generated<LocalDate | null>;
    starting: Generated<number>;
    ending: Generated<number>;
    following: Generated<boolean>;
    checked_in: Generated<boolean>;
    reasons: Generated<Json<AttentionReason[]>>;
    starts: Generated<Json<{ assignmentId: string; date: LocalDate }[]>>;
    ends: Generated<Json<{ assignmentId: string; date: LocalDate }[]>>;
  };
  attention_totals: {
    organization_id: string;
    day_ends: Date;
    attention: number;
    starting: number;
    ending: number;
    following: number;
    checked_in: number;
  };
  protocols: {
    organization_id: string;
    id: string;
    status: ProtocolStatus;
    title: string;
    search_text: string;
    description: string;
    category: ProtocolCategory;
    tags: string[];
    duration_days: number;
    activity_count: number;
    latest_version: Generated<number | null>;
    draft_revision: Generated<number>;
    library_key: Generated<string | null>;
    import_digest: Generated<string | null>;
    created_at: CreatedAt;
    updated_at: Generated<Date>;
  };
  protocol_drafts: {
    organization_id: string;
    protocol_id: string;
    revision: number;
    content: Json<ProtocolContent>;
    saved_at: Generated<Date>;
    saved_by: string;
  };
  protocol_versions: {
    organization_id: string;
    protocol_id: string;
    version: number;
    content: Json<ProtocolContent>;
    note: string;
    published_at: CreatedAt;
    published_by: string;
  };
  assignments: {
    organization_id: string;
    id: string;
    client_id: string;
    protocol_id: string;
    start_date: LocalDate;
    last_date: LocalDate | null;
    stopped_on: LocalDate | null;
    stop_reason: string | null;
    pauses: Json<{ fromDate: LocalDate; toDate: LocalDate | null }[]>;
    replaced: ColumnType<
      { fromDate: LocalDate; version: number; overrides: ActivityOverride[] }[],
      string | undefined,
      string
    >;
    safety: Json<SafetyResult>;
    created_at: CreatedAt;
    created_by: string;
    revision: Generated<number>;
  };
  assignment_segments: {
    organization_id: string;
    assignment_id: string;
    from_date: LocalDate;
    protocol_id: string;
    version: number;
    overrides: Json<ActivityOverride[]>;
    is_first: boolean;
    last_date: LocalDate | null;
  };
  check_ins: {
    organization_id: string;
    id: string;
    client_id: string;
    assignment_id: string;
    activity_id: string;
    local_date: LocalDate;
    slot: string;
    status: CheckInStatus;
    amount: number | null;
    readings: Json<Reading[]>;
    score: number | null;
    skip_reason: SkipReason | null;
    note: string;
    out_of_target: boolean;
    recorded_at: Date;
    received_at: CreatedAt;
    recorded_by: string;
    on_behalf: boolean;
  };
  current_check_ins: {
    organization_id: string;
    assignment_id: string;
    local_date: LocalDate;
    activity_id: string;
    slot: string;
    client_id: string;
    check_in_id: string;
    recorded_at: Date;
  };
  adherence_days: {
    organization_id: string;
    assignment_id: string;
    local_date: LocalDate;
    client_id: string;
    due: number;
    done: number;
    excused: number;
    answered: number;
  };
};

/** The pool as the application's role. Tenant tables show nothing through it outside a tenant transaction. */
export type AppDatabase = Kysely<Database>;
