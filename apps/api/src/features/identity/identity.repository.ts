import type { Role } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { AppDatabase } from '../../platform/db/schema.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type MembershipRow = {
  organization_id: string;
  organization_name: string;
  member_id: string;
  role: Role;
};

/** Every organization the user belongs to, the oldest membership first. */
export async function listMemberships(db: AppDatabase, userId: string): Promise<MembershipRow[]> {
  const { rows } = await sql<MembershipRow>`select * from memberships_of(${userId})`.execute(db);
  return rows;
}

export async function findUserByEmail(
  db: AppDatabase,
  email: string,
): Promise<{ id: string; name: string } | undefined> {
  return db
    .selectFrom('users')
    .select(['id', 'name'])
    .where(sql<string>`lower(email)`, '=', email)
    .executeTakeFirst();
}

export type SessionRow = {
  id: string;
  user_agent: string | null;
  ip_address: string | null;
  created_at: Date;
  updated_at: Date;
  expires_at: Date;
};

/** The user's sessions that have not ended, the latest first. */
export async function listSessions(db: AppDatabase, userId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'updated_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
}

/** Ends one session of the user and gives its token; undefined when there is none. */
export async function deleteSession(
  tx: TenantTx,
  userId: string,
  sessionId: string,
): Promise<string | undefined> {
  const ended = await tx.db
    .deleteFrom('sessions')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .returning('token')
    .executeTakeFirst();
  return ended?.token;
}

/** Ends the session with this token, whoever it belongs to. */
export async function deleteSessionByToken(db: AppDatabase, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token', '=', token).execute();
}

/** Clears away the user's sessions that have ended. */
export async function deleteEndedSessions(db: AppDatabase, userId: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute();
}

/** Deletes at most `limit` sessions that have ended, of anybody; returns how many. */
export async function deleteEndedSessionBatch(db: AppDatabase, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from sessions where id in
      (select id from sessions where expires_at <= now() limit ${limit} for update skip locked)`.execute(db);
  return Number(numAffectedRows);
}

/** Deletes at most `limit` verifications that have expired; one that was used is gone already. */
export async function deleteEndedVerificationBatch(db: AppDatabase, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from verifications where id in
      (select id from verifications where expires_at <= now() limit ${limit} for update skip locked)`.execute(
    db,
  );
  return Number(numAffectedRows);
}

export async function setActiveOrganization(
  tx: TenantTx,
  sessionId: string,
  organizationId: string,
): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({ active_organization_id: organizationId })
    .where('id', '=', sessionId)
    .execute();
}
