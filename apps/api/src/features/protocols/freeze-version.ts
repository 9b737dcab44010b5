import type { ProtocolContent } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { deleteDraft } from './drafts.repository.ts';
import { refuseUnless, refuseUnpublishable } from './protocols.policy.ts';
import { listedColumns, type ProtocolRow, updateProtocol } from './protocols.repository.ts';
import type { Authorship } from './start-protocol.ts';
import { findLatestVersion, insertVersion } from './versions.repository.ts';

/**
 * Makes the draft of a locked protocol its next version, which never changes again, and gives the version's number.
 * @throws protocol_retired, protocol_empty, protocol_unchanged
 */
export async function freezeVersion(
  tx: TenantTx,
  protocol: Pick<ProtocolRow, 'id' | 'status'>,
  { content, note }: { content: ProtocolContent; note: string },
  { memberId, now }: Authorship,
): Promise<number> {
  refuseUnless('publish', protocol);
  const latest = await findLatestVersion(tx, protocol.id);
  refuseUnpublishable(content, latest?.content ?? null);
  const version = (latest?.version ?? 0) + 1;
  await Promise.all([
    insertVersion(tx, protocol.id, { version, content, note, publishedAt: now, publishedBy: memberId }),
    deleteDraft(tx, protocol.id),
    updateProtocol(tx, protocol.id, {
      ...listedColumns(content),
      status: 'published',
      latest_version: version,
      updated_at: now,
    }),
  ]);
  return version;
}
