import type { Actor } from '../../platform/actor.ts';
import type { AuditEvent, TenantTx } from '../../platform/db/tenant-transaction.ts';
import { type ClientRow, getVisibleClient } from './client-access.repository.ts';

/**
 * Lets the actor see something of a client, and writes down that they did. Awaited before any of it is loaded.
 * @throws not_found for another organization's client and for one whom the actor may not see
 */
export async function viewClient(
  tx: TenantTx,
  actor: Actor,
  clientId: string,
  type: AuditEvent['type'],
): Promise<ClientRow> {
  const client = await getVisibleClient(tx, actor, clientId);
  tx.audit({ type, subjectType: 'client', subjectId: clientId, clientId });
  return client;
}
