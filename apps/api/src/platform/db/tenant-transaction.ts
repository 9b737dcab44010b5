import type { AuditEventType, Role } from '@healthprotocol/contracts';
import { type Kysely, type KyselyPlugin, sql, type Transaction } from 'kysely';
import { AppError } from '../app-error.ts';
import type { CacheService, ConstantKey } from '../cache/cache.ts';
import type { Subject } from '../cache/subjects.ts';
import { newId } from '../ids.ts';
import { batchesOf } from './row-batches.ts';
import type { Database } from './schema.ts';

/** Who does something, for the audit row; null where the system itself acts. */
export type AuditActor = { userId: string; memberId: string | null; role: Role | null };

/** What every audit row of one request has in common. */
export type AuditOrigin = { actor: AuditActor | null; requestId: string; ipAddress: string | null };

export type AuditEvent = {
  type: AuditEventType;
  subjectType:
    | 'organization'
    | 'member'
    | 'invitation'
    | 'client'
    | 'protocol'
    | 'assignment'
    | 'check_in'
    | 'session';
  subjectId: string | null;
  /** The client whose health data was seen or changed. */
  clientId?: string | null;
  /** Ids, counts and field names only; never health data. */
  detail?: Record<string, unknown>;
};

/**
 * The only way to tenant data: a transaction in which the database shows and accepts rows of one organization alone.
 * Audit rows are kept until the end and sent together with COMMIT, so that they commit with the write or not at all.
 */
export type TenantTx = {
  /** Refuses every statement from the moment the work has settled. */
  readonly db: Transaction<Database>;
  readonly organizationId: string;
  readonly constants: Constants;
  audit(event: AuditEvent): void;
  /** Waits for statements that were sent only after COMMIT is sent, too; if one fails, so does the transaction, with its error. */
  alongCommit(statements: Promise<unknown>): void;
  /** What is cached about these is dropped once the transaction has committed, before its caller goes on. */
  changes(...subjects: Subject[]): void;
};

/**
 * What is cached of things that never change under their key, so that they may be looked up, and read, in any transaction.
 * Everything else goes through `TenantAccess.cached`, whose loader has a transaction of its own. Commands have no cache.
 */
export type Constants = {
  find<T>(key: ConstantKey): Promise<T | undefined>;
  /** Kept once the transaction has committed; not at all if it does not. */
  keep<T>(key: ConstantKey, value: T): void;
};

/**
 * Runs `work` in a tenant transaction. BEGIN and the tenant travel with the first statement and the audit rows with COMMIT,
 * so a transaction costs one round trip more than its statements. A process without a cache passes none.
 */
export async function inTenantTransaction<T>(
  database: Kysely<Database>,
  organizationId: string,
  origin: AuditOrigin,
  work: (tx: TenantTx) => Promise<T>,
  cache?: CacheService,
): Promise<T> {
  const changed = new Set<Subject>();
  const read = new Map<ConstantKey, unknown>();
  const trailing: Promise<unknown>[] = [];
  const alongCommit = (statements: Promise<unknown>) => {
    trailing.push(statements);
    // Awaited after COMMIT was sent; a failure makes the server roll everything back.
    statements.catch(() => undefined);
  };
  const committed = database.transaction().execute(async (db) => {
    const tenantSet = sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    // A failure shows in what follows: the server refuses every further statement, and COMMIT.
    tenantSet.catch(() => undefined);
    const events: AuditEvent[] = [];
    const gate = new Gate();
    let value: T;
    try {
      value = await work({
        ...{ db: db.withPlugin(gate), organizationId, alongCommit },
        constants: {
          find: async (key) => cache?.get(key),
          keep: (key, value) => {
            if (read.size < MOST_KEPT) read.set(key, value);
          },
        },
        audit: (event) => void events.push(event),
        changes: (...subjects) => {
          for (const subject of subjects) changed.add(subject);
        },
      });
    } finally {
      gate.shut();
    }
    if (events.length > 0) {
      const rows = events.map((event) => auditRow(organizationId, origin, event));
      for (const batch of batchesOf(rows)) alongCommit(insertAuditRows(db, batch));
    }
    return value;
  });
  const result = await committed.catch(async (error) => {
    // What came after a statement that failed, or COMMIT, was refused because of it; its own error says more.
    if (!(error instanceof AppError)) await Promise.all(trailing);
    throw error;
  });
  await Promise.all(trailing);
  await cache?.invalidate(...changed);
  for (const [key, value] of read) void cache?.set(key, value);
  return result;
}

/**
 * Runs reads that are all sent at once, together with COMMIT: one round trip in all. A statement that waits for the answer to
 * another belongs in `inTenantTransaction`; here it is refused.
 */
export async function readInTenant<T>(
  database: Kysely<Database>,
  organizationId: string,
  origin: AuditOrigin,
  send: (tx: TenantTx) => Promise<T>,
  cache?: CacheService,
): Promise<T> {
  const sendAlong = async (tx: TenantTx) => {
    const answer = send(tx);
    tx.alongCommit(answer);
    // In an object, which is not awaited.
    return { answer };
  };
  return (await inTenantTransaction(database, organizationId, origin, sendAlong, cache)).answer;
}

/**
 * Lets statements through until it is shut. One that is sent later would go out after COMMIT or ROLLBACK, without a tenant and
 * perhaps in the middle of somebody else's transaction.
 */
class Gate implements KyselyPlugin {
  #isShut = false;

  shut(): void {
    this.#isShut = true;
  }

  /** Called as a statement is sent, before anything is awaited. */
  transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => {
    if (this.#isShut)
      throw new Error('A statement was sent after the work of its tenant transaction had settled');
    return node;
  };

  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result;
}

/** So many values are remembered until COMMIT, however much a transaction reads. */
const MOST_KEPT = 32;

type AuditRow = ReturnType<typeof auditRow>;

async function insertAuditRows(db: Transaction<Database>, rows: readonly AuditRow[]): Promise<void> {
  await sql`
    insert into audit_events (organization_id, id, type, actor_user_id, actor_member_id, actor_role, subject_type, subject_id,
      client_id, request_id, ip_address, detail)
    select * from unnest(
      ${rows.map((row) => row.organization_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.actor_user_id)}::uuid[],
      ${rows.map((row) => row.actor_member_id)}::uuid[], ${rows.map((row) => row.actor_role)}::text[],
      ${rows.map((row) => row.subject_type)}::text[], ${rows.map((row) => row.subject_id)}::uuid[],
      ${rows.map((row) => row.client_id)}::uuid[], ${rows.map((row) => row.request_id)}::text[],
      ${rows.map((row) => row.ip_address)}::text[], ${rows.map((row) => row.detail)}::jsonb[])`.execute(db);
}

function auditRow(organizationId: string, origin: AuditOrigin, event: AuditEvent) {
  return {
    organization_id: organizationId,
    id: newId(),
    type: event.type,
    actor_user_id: origin.actor?.userId ?? null,
    actor_member_id: origin.actor?.memberId ?? null,
    actor_role: origin.actor?.role ?? null,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    client_id: event.clientId ?? null,
    request_id: origin.requestId,
    ip_address: origin.ipAddress,
    detail: JSON.stringify(event.detail ?? {}),
  };
}
