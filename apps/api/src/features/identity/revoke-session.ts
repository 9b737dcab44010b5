import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import { sessionSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { deleteSession } from './identity.repository.ts';

/**
 * Signs out one of the actor's own devices.
 * @throws not_found
 */
export async function revokeSession(tx: TenantTx, actor: Actor, sessionId: string): Promise<void> {
  const token = await deleteSession(tx, actor.userId, sessionId);
  if (token === undefined) throw new AppError('not_found');
  tx.changes(sessionSubject(token));
  tx.audit({ type: 'session.revoked', subjectType: 'session', subjectId: sessionId });
}
