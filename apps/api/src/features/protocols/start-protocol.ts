import { isDeepStrictEqual } from 'node:util';
import type { ProtocolContent } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { findDraft, putDraft } from './drafts.repository.ts';
import { getProtocolRow, type ImportSource, insertProtocol } from './protocols.repository.ts';

/** Who writes, and when. */
export type Authorship = { memberId: string; now: Date };

/**
 * Makes a protocol whose first version is still a draft, from content that was sanitised. The same again makes nothing.
 * Says whether it did.
 * @throws id_conflict when the id is another protocol's
 */
export async function startProtocol(
  tx: TenantTx,
  { id, content, importedFrom }: { id: string; content: ProtocolContent; importedFrom?: ImportSource },
  { memberId, now }: Authorship,
): Promise<boolean> {
  if (await insertProtocol(tx, { id, content, now, importedFrom })) {
    await putDraft(tx, id, { revision: 1, content, savedAt: now, savedBy: memberId });
    return true;
  }
  const [existing, draft] = await Promise.all([getProtocolRow(tx, id), findDraft(tx, id)]);
  // Once it was edited it cannot be compared any more: then the id alone says that it is the same protocol.
  const untouched = existing.latest_version === null && existing.draft_revision === 1;
  if (untouched && !isDeepStrictEqual(draft?.content, content)) throw new AppError('id_conflict');
  return false;
}
