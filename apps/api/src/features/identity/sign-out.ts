import { stringifySetCookie } from 'cookie';
import type { Actor } from '../../platform/actor.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { SECURE_SESSION_COOKIE, SESSION_COOKIE, sessionTokenOf } from '../../platform/session-cookie.ts';
import { deleteSession, deleteSessionByToken } from './identity.repository.ts';
import type { Http, IdentityServices } from './identity-deps.ts';

/** Ends the session of this device, if there is one, and takes its cookie away. */
export async function signOut(
  { database, sessions, config }: IdentityServices,
  actor: Actor | null,
  inTenant: (work: (tx: TenantTx) => Promise<void>) => Promise<void>,
  { request, reply }: Http,
): Promise<void> {
  const token = sessionTokenOf(request.headers.cookie);
  if (actor) {
    await inTenant(async (tx) => {
      await deleteSession(tx, actor.userId, actor.sessionId);
      tx.audit({ type: 'session.ended', subjectType: 'session', subjectId: actor.sessionId });
    });
  } else if (token) {
    await deleteSessionByToken(database, token);
  }
  if (token) await sessions.forget(token);
  const secure = config.PUBLIC_URL.startsWith('https:');
  const name = secure ? SECURE_SESSION_COOKIE : SESSION_COOKIE;
  const ended = { name, value: '', path: '/', maxAge: 0, expires: new Date(0) };
  reply.header('set-cookie', stringifySetCookie({ ...ended, httpOnly: true, sameSite: 'lax', secure }));
}
