import type { Role } from '@healthprotocol/contracts';
import { type Kysely, sql } from 'kysely';
import type { Database } from './db/schema.ts';

export type SessionActorRow = {
  session_id: string;
  user_id: string;
  user_name: string;
  user_email: string;
  expires_at: Date;
  session_updated_at: Date;
  organization_id: string | null;
  organization_name: string | null;
  member_id: string | null;
  role: Role | null;
  client_id: string | null;
};

/** The session behind a token with its user and active membership, in one statement; undefined when it has ended. */
export async function findSessionActor(
  db: Kysely<Database>,
  token: string,
): Promise<SessionActorRow | undefined> {
  const { rows } = await sql<SessionActorRow>`select * from session_actor(${token})`.execute(db);
  return rows[0];
}
