import type { Role } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { AppDatabase } from './db/schema.ts';

type SessionActorRow = {
  session_id: string;
  user_id: string;
  user_name: string;
  user_email: string;
  due_for_touch: boolean;
  remaining_ms: number;
  organization_id: string | null;
  member_id: string | null;
  role: Role | null;
  client_id: string | null;
};

/** A session that has not ended. `actor` is null when its user belongs to no organization any more. */
export type LiveSession = {
  sessionId: string;
  userId: string;
  actor: Actor | null;
};

type FoundSession = LiveSession & {
  /** Its last use was noted so long ago that it has to be noted again. */
  dueForTouch: boolean;
  /** Milliseconds until it ends if it is not used. */
  remainingMs: number;
};

/** The session behind a token with its user and active membership, in one statement; undefined when it has ended. */
export async function findSession(db: AppDatabase, token: string): Promise<FoundSession | undefined> {
  const { rows } = await sql<SessionActorRow>`
    select *, session_updated_at < now() - interval '5 minutes' as due_for_touch,
      1000 * extract(epoch from expires_at - now())::float8 as remaining_ms
    from session_actor(${token})`.execute(db);
  const row = rows[0];
  return (
    row && {
      sessionId: row.session_id,
      userId: row.user_id,
      actor: toActor(row),
      dueForTouch: row.due_for_touch,
      remainingMs: row.remaining_ms,
    }
  );
}

export type SessionLifetime = { idleHours: number; maxDays: number };

/**
 * Keeps a session that is in use alive: for `idleHours` from now, and never beyond `maxDays` after it started.
 * Concurrent calls write once in five minutes.
 */
export async function touchSession(
  db: AppDatabase,
  sessionId: string,
  { idleHours, maxDays }: SessionLifetime,
): Promise<void> {
  await sql`
    update sessions set updated_at = now(),
      expires_at = least(now() + make_interval(hours => ${idleHours}), created_at + make_interval(days => ${maxDays}))
    where id = ${sessionId} and updated_at < now() - interval '5 minutes'`.execute(db);
}

function toActor(row: SessionActorRow): Actor | null {
  if (!row.organization_id || !row.member_id || !row.role) return null;
  return {
    userId: row.user_id,
    userName: row.user_name,
    userEmail: row.user_email,
    sessionId: row.session_id,
    organizationId: row.organization_id,
    memberId: row.member_id,
    role: row.role,
    clientId: row.client_id,
  };
}

/** Tokens of all sessions of a user, ended ones included. */
export async function listSessionTokens(db: AppDatabase, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('sessions').select('token').where('user_id', '=', userId).execute();
  return rows.map(({ token }) => token);
}
