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

/** How often this happened with the address in the last 15 minutes and since its password was last reset. */
export async function countRecentEvents(
  db: AppDatabase,
  type: AuditEventType,
  addressHash: string,
): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select count(*)::int as events from security_events
    where detail->>'addressHash' = ${addressHash} and type = ${type} and at > greatest(
      now() - interval '15 minutes',
      (select max(at) from security_events where detail->>'addressHash' = ${addressHash} and type = 'password.reset'))`.execute(
    db,
  );
  return rows[0]?.events ?? 0;
}
