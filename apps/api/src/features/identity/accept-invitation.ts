import type { AcceptInvitationRequest, Session } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { clientSubject } from '../../platform/cache/subjects.ts';
import {
  type AuditOrigin,
  inTenantTransaction,
  type TenantTx,
} from '../../platform/db/tenant-transaction.ts';
import { isUniqueViolation } from '../../platform/db/unique-violation.ts';
import { newId } from '../../platform/ids.ts';
import { listSessionTokens } from '../../platform/session-actor.repository.ts';
import {
  actInOrganization,
  type InvitationRow,
  insertLogin,
  insertMember,
  linkClient,
  markAccepted,
} from './accept-invitation.repository.ts';
import { type StartedSession, startFirstSession } from './auth.ts';
import { hashOfChosenPassword } from './choose-password.ts';
import { deleteSessionByToken } from './identity.repository.ts';
import type { Http, IdentityServices } from './identity-deps.ts';
import { getOpenInvitation } from './preview-invitation.ts';
import { answerWithSession, checkCredentials } from './sign-in.ts';

/**
 * Joins the organization that invited, with the login that the address has or with a new one, and signs in.
 * @throws invitation_invalid, invitation_expired, invalid_credentials, too_many_requests, password_compromised,
 * validation_failed, already_member, service_unavailable
 */
export async function acceptInvitation(
  services: IdentityServices,
  { token, name, password }: AcceptInvitationRequest,
  origin: AuditOrigin,
  http: Http,
): Promise<Session> {
  const invitation = await getOpenInvitation(services, token);
  const credentials = { email: invitation.email, password };
  const started =
    invitation.user_id === null
      ? await joinWithNewLogin(services, invitation, { name, ...credentials }, origin, http)
      : await joinWithLogin(services, invitation, invitation.user_id, credentials, origin, http);
  return answerWithSession(services, started, origin, http);
}

async function joinWithNewLogin(
  services: IdentityServices,
  invitation: InvitationRow,
  { name, email, password }: { name: string; email: string; password: string },
  origin: AuditOrigin,
  { request }: Http,
): Promise<StartedSession> {
  const passwordHash = await hashOfChosenPassword(password, email);
  const userId = newId();
  await join(services, invitation, userId, origin, async (tx) => {
    await insertLogin(tx, { userId, name, email, passwordHash });
  });
  const login = { id: userId, name, email, createdAt: services.clock.now() };
  return startFirstSession(services.auth, login, request);
}

async function joinWithLogin(
  services: IdentityServices,
  invitation: InvitationRow,
  userId: string,
  credentials: { email: string; password: string },
  origin: AuditOrigin,
  http: Http,
): Promise<StartedSession> {
  const started = await checkCredentials(services, credentials, origin, http);
  try {
    await join(services, invitation, userId, origin, (tx) => actInOrganization(tx, started.token));
  } catch (error) {
    await deleteSessionByToken(services.database, started.token);
    throw error;
  }
  return started;
}

/** Marking the invitation comes first: its row lock makes whoever comes second find it used. */
async function join(
  { database, cache, sessions, clock }: IdentityServices,
  invitation: InvitationRow,
  userId: string,
  origin: AuditOrigin,
  prepare: (tx: TenantTx) => Promise<void>,
): Promise<void> {
  const { organization_id, invitation_id, role, client_id: clientId } = invitation;
  const memberId = newId();
  const asMember = { ...origin, actor: { userId, memberId, role } };
  const now = clock.now();
  try {
    const tokens = await inTenantTransaction(
      database,
      organization_id,
      asMember,
      async (tx) => {
        const accepted = markAccepted(tx, invitation_id, now);
        const joined = Promise.all([
          prepare(tx),
          insertMember(tx, { id: memberId, userId, role, joinedAt: now }),
          clientId === null || linkClient(tx, clientId, memberId),
          listSessionTokens(tx.db, userId),
        ]);
        // Whoever comes second is told so, and not what else is in their way.
        joined.catch(() => undefined);
        if (!(await accepted)) throw new AppError('invitation_invalid');
        const [, , linked, tokens] = await joined;
        if (!linked) throw new AppError('invitation_invalid');
        if (clientId) tx.changes(clientSubject(organization_id, clientId));
        tx.audit({ type: 'member.joined', subjectType: 'member', subjectId: memberId, clientId });
        return tokens;
      },
      cache,
    );
    // Where they are signed in already, they act in the organization from the next request on.
    await sessions.forget(...tokens);
  } catch (error) {
    if (isUniqueViolation(error, 'members_one_per_user'))
      throw new AppError('already_member', { cause: error });
    // The same address accepted two invitations in the same moment: the second finds its login when it asks again.
    if (isUniqueViolation(error, 'users_email_key'))
      throw new AppError('service_unavailable', { cause: error });
    throw error;
  }
}
