import type { ProtocolContent, ProtocolStatus } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { listContentRows } from './protocols.repository.ts';

export type CurrentProtocol = { id: string; status: ProtocolStatus; content: ProtocolContent };

/** Every protocol with its newest version, or with its draft before the first; by title. */
export async function listProtocolContents(tx: TenantTx): Promise<CurrentProtocol[]> {
  const rows = await listContentRows(tx);
  return rows.flatMap(({ id, status, content }) => (content ? [{ id, status, content }] : []));
}
