import type { discardDraftRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { deleteDraft, findDraft } from './drafts.repository.ts';
import { deleteProtocol, lockProtocol } from './protocols.repository.ts';

/**
 * Throws the draft of a protocol away, and with it a protocol that was never published.
 * @throws not_found, protocol_not_draft
 */
export function discardDraft({
  params: { protocolId },
  inTenant,
}: RouteRequest<typeof discardDraftRoute>): Promise<undefined> {
  return inTenant(async (tx) => {
    const [protocol, draft] = await Promise.all([lockProtocol(tx, protocolId), findDraft(tx, protocolId)]);
    if (!draft) throw new AppError('protocol_not_draft');
    const neverPublished = protocol.latest_version === null;
    await deleteDraft(tx, protocolId);
    if (neverPublished) await deleteProtocol(tx, protocolId);
    tx.audit({
      type: neverPublished ? 'protocol.deleted' : 'protocol.changed',
      subjectType: 'protocol',
      subjectId: protocolId,
      detail: { discardedDraftRevision: draft.revision },
    });
    return undefined;
  });
}
