import type { ProtocolContent } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { putDraft } from './drafts.repository.ts';
import { listedColumns, type ProtocolRow, updateProtocol } from './protocols.repository.ts';
import type { Authorship } from './start-protocol.ts';

/** Writes the draft of a locked protocol's next version and gives its new revision. */
export async function storeDraft(
  tx: TenantTx,
  protocol: ProtocolRow,
  content: ProtocolContent,
  { memberId, now }: Authorship,
): Promise<number> {
  const revision = protocol.draft_revision + 1;
  // Lists show the newest version; only before the first do they follow the draft.
  const listed = protocol.latest_version === null ? listedColumns(content) : {};
  await Promise.all([
    putDraft(tx, protocol.id, { revision, content, savedAt: now, savedBy: memberId }),
    updateProtocol(tx, protocol.id, { ...listed, draft_revision: revision, updated_at: now }),
  ]);
  return revision;
}
