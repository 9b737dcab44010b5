import type { Session } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { type AuditOrigin, inTenantTransaction } from '../../platform/db/tenant-transaction.ts';
import { type StartedSession, startSession } from './auth.ts';
import { deleteEndedSessions, deleteSessionByToken, listMemberships } from './identity.repository.ts';
import type { Http, IdentityServices } from './identity-deps.ts';
import { addSecurityEvent } from './security-events.repository.ts';
import { presentSession } from './session.presenter.ts';
import { hashOfAddress, refuseWhileSlowedDown } from './sign-in-slow-down.ts';

/**
 * Signs in with e-mail address and password.
 * @throws invalid_credentials, too_many_requests, no_active_membership, service_unavailable
 */
export async function signIn(
  services: IdentityServices,
  credentials: { email: string; password: string },
  origin: AuditOrigin,
  http: Http,
): Promise<Session> {
  const started = await checkCredentials(services, credentials, origin, http);
  return answerWithSession(services, started, origin, http);
}

/** @throws invalid_credentials, too_many_requests, service_unavailable */
export async function checkCredentials(
  { database, auth, config, metrics }: IdentityServices,
  credentials: { email: string; password: string },
  origin: AuditOrigin,
  { request, reply }: Http,
): Promise<StartedSession> {
  const addressHash = hashOfAddress(credentials.email, config.SECRET);
  await refuseWhileSlowedDown({ database, metrics }, addressHash, reply);
  const started = await startSession(auth, credentials, request);
  if (started) return started;
  metrics.signIns.inc({ outcome: 'failed' });
  await addSecurityEvent(database, origin, { type: 'session.failed', userId: null, addressHash });
  throw new AppError('invalid_credentials');
}

/**
 * Hands the session's cookie to the browser and says who is signed in.
 * @throws no_active_membership
 */
export async function answerWithSession(
  { database, sessions, metrics }: IdentityServices,
  started: StartedSession,
  origin: AuditOrigin,
  { reply }: Http,
): Promise<Session> {
  const [session, memberships] = await Promise.all([
    sessions.find(started.token),
    listMemberships(database, started.userId),
    deleteEndedSessions(database, started.userId),
  ]);
  const actor = session?.actor;
  if (!actor) {
    await deleteSessionByToken(database, started.token);
    metrics.signIns.inc({ outcome: 'no_membership' });
    throw new AppError('no_active_membership');
  }
  const { userId, memberId, role, organizationId, sessionId } = actor;
  await inTenantTransaction(
    database,
    organizationId,
    { ...origin, actor: { userId, memberId, role } },
    async (tx) => tx.audit({ type: 'session.started', subjectType: 'session', subjectId: sessionId }),
  );
  metrics.signIns.inc({ outcome: 'succeeded' });
  reply.header('set-cookie', started.cookies);
  return presentSession(actor, memberships);
}
