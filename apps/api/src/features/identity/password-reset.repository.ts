import { sql } from 'kysely';
import type { AppDatabase } from '../../platform/db/schema.ts';
import { newId } from '../../platform/ids.ts';

const identifierOf = (tokenHash: string): string => `password-reset:${tokenHash}`;

/** Keeps a reset token (its hash) for one hour. */
export async function insertResetToken(db: AppDatabase, userId: string, tokenHash: string): Promise<void> {
  await db
    .insertInto('verifications')
    .values({
      id: newId(),
      identifier: identifierOf(tokenHash),
      value: userId,
      expires_at: sql<Date>`now() + interval '1 hour'`,
    })
    .execute();
}

/** Whose password a token may set; undefined when it is unknown, used or older than an hour. */
export async function findUserByResetToken(
  db: AppDatabase,
  tokenHash: string,
): Promise<{ id: string; email: string } | undefined> {
  return db
    .selectFrom('verifications')
    .innerJoin('users', (join) => join.on(sql<boolean>`users.id = verifications.value::uuid`))
    .select(['users.id', 'users.email'])
    .where('identifier', '=', identifierOf(tokenHash))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/**
 * Uses the token up, sets the password, ends every session and every other reset link. Gives the tokens of the ended sessions;
 * undefined when the reset token was used meanwhile.
 */
export async function setPasswordByToken(
  db: AppDatabase,
  tokenHash: string,
  passwordHash: string,
): Promise<string[] | undefined> {
  const identifier = identifierOf(tokenHash);
  const { rows } = await sql<{ ended: string[] }>`
    with used as (
      delete from verifications where identifier = ${identifier} and expires_at > now() returning value
    ), others as (
      delete from verifications where value in (select value from used) and identifier <> ${identifier}
    ), ended as (
      delete from sessions where user_id = any(array(select value::uuid from used)) returning token
    )
    update accounts set password = ${passwordHash}, updated_at = now()
    -- As an array, which is expected to be short, so that the index is used.
    where provider_id = 'credential' and user_id = any(array(select value::uuid from used))
    returning array(select token from ended) as ended`.execute(db);
  return rows[0]?.ended;
}
