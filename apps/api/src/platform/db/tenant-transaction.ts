import type { AuditEventType, Role } from '@healthprotocol/contracts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { CacheService } from '../cache/cache.ts';
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
  readonly db: Transaction<Database>;
  readonly organizationId: string;
  /** Absent in commands, which have nobody to answer fast. */
  readonly cache: CacheService | undefined;
  audit(event: AuditEvent): void;
  /** What is cached about these is dropped once the transaction has committed, before its caller goes on. */
  changes(...subjects: Subject[]): void;
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
  let trailing: Promise<unknown> = Promise.resolve();
  const result = await database.transaction().execute(async (db) => {
    const tenantSet = sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    // A failure shows in what follows: the server refuses every further statement, and COMMIT.
    tenantSet.catch(() => undefined);
    const events: AuditEvent[] = [];
    const value = await work({
      ...{ db, organizationId, cache },
      audit: (event) => void events.push(event),
      changes: (...subjects) => {
        for (const subject of subjects) changed.add(subject);
      },
    });
    if (events.length > 0) {
      const rows = events.map((event) => auditRow(organizationId, origin, event));
      trailing = Promise.all(
        batchesOf(rows).map((batch) => db.insertInto('audit_events').values(batch).execute()),
      );
      // Awaited after COMMIT was sent; a failure makes the server roll everything back.
      trailing.catch(() => undefined);
    }
    return value;
  });
  await trailing;
  await cache?.invalidate(...changed);
  return result;
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
