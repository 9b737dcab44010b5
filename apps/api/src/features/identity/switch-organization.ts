import type { Session } from '@healthprotocol/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import { type AuditOrigin, inTenantTransaction } from '../../platform/db/tenant-transaction.ts';
import { sessionTokenOf } from '../../platform/session-cookie.ts';
import { listMemberships, setActiveOrganization } from './identity.repository.ts';
import type { Http, IdentityServices } from './identity-deps.ts';
import { presentSession } from './session.presenter.ts';

/**
 * Lets this session act in another organization the user belongs to.
 * @throws not_found
 */
export async function switchOrganization(
  { database, sessions }: IdentityServices,
  actor: Actor,
  organizationId: string,
  origin: AuditOrigin,
  { request }: Http,
): Promise<Session> {
  const memberships = await listMemberships(database, actor.userId);
  const membership = memberships.find((candidate) => candidate.organization_id === organizationId);
  if (!membership) throw new AppError('not_found');
  const { member_id: memberId, role } = membership;
  const asMember = { ...origin, actor: { userId: actor.userId, memberId, role } };
  await inTenantTransaction(database, organizationId, asMember, async (tx) => {
    await setActiveOrganization(tx, actor.sessionId, organizationId);
    tx.audit({
      type: 'session.switched',
      subjectType: 'session',
      subjectId: actor.sessionId,
      detail: { fromOrganizationId: actor.organizationId },
    });
  });
  const token = sessionTokenOf(request.headers.cookie) ?? '';
  await sessions.forget(token);
  const session = await sessions.find(token);
  if (session?.actor?.organizationId !== organizationId) throw new AppError('not_found');
  return presentSession(session.actor, memberships);
}
