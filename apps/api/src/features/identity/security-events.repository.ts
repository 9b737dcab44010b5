import type { AuditEventType } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { AppDatabase } from '../../platform/db/schema.ts';
import type { AuditOrigin } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';

/** Something that happened outside any organization. Addresses are kept as a keyed hash only. */
export type SecurityEvent = {
  type: AuditEventType;
  userId: string | null;
  addressHash?: string;
};

export async function addSecurityEvent(
  db: AppDatabase,
  origin: AuditOrigin,
  { type, userId, addressHash }: SecurityEvent,
): Promise<void> {
  await db
    .insertInto('security_events')
    .values({
      id: newId(),
      type,
      user_id: userId,
      request_id: origin.requestId,
      ip_address: origin.ipAddress,
      detail: JSON.stringify({ ...(addressHash && { addressHash }) }),
    })
    .execute();
}

/** Failed sign-ins with this address in the last 15 minutes and since its password was last reset. */
export async function countRecentFailures(db: AppDatabase, addressHash: string): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    select count(*) filter (where type = 'session.failed' and at > coalesce(
      (select max(at) from security_events where detail->>'addressHash' = ${addressHash} and type = 'password.reset'),
      '-infinity'))::int as failures
    from security_events
    where detail->>'addressHash' = ${addressHash} and at > now() - interval '15 minutes'`.execute(db);
  return rows[0]?.failures ?? 0;
}
