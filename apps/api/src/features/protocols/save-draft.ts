import type { ProtocolDraft, saveDraftRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { type DraftRow, findDraft } from './drafts.repository.ts';
import { needsSaving, refuseUnless } from './protocols.policy.ts';
import { presentDraft } from './protocols.presenter.ts';
import { lockProtocol } from './protocols.repository.ts';
import { sanitiseContent } from './sanitise-content.ts';
import { storeDraft } from './store-draft.ts';

/**
 * Saves the draft of a protocol's next version; revision 0 starts it.
 * @throws not_found, protocol_retired, validation_failed
 * @throws draft_changed when somebody else saved since; nothing is written, so neither text is lost
 */
export async function saveDraft(
  { actor, params: { protocolId }, body, inTenant }: RouteRequest<typeof saveDraftRoute>,
  clock: Clock,
): Promise<ProtocolDraft> {
  const content = await sanitiseContent(body.content);
  return inTenant(async (tx) => {
    const now = clock.now();
    const [protocol, draft] = await Promise.all([lockProtocol(tx, protocolId), findDraft(tx, protocolId)]);
    refuseUnless('edit', protocol);
    if (!needsSaving(draft, body.revision, content)) return presentDraft(draft as DraftRow);
    const revision = await storeDraft(tx, protocol, content, { memberId: actor.memberId, now });
    tx.audit({
      type: 'protocol.changed',
      subjectType: 'protocol',
      subjectId: protocolId,
      detail: { draftRevision: revision },
    });
    return presentDraft({ revision, content, saved_at: now, saved_by_name: actor.userName });
  });
}
