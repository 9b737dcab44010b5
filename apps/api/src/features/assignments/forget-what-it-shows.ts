import { clientSubject, protocolListSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

/** An assignment that was made or changed shows in its client's days, and in how often its protocol is followed. */
export function forgetWhatItShows(tx: TenantTx, clientId: string): void {
  tx.changes(clientSubject(tx.organizationId, clientId), protocolListSubject(tx.organizationId));
}
