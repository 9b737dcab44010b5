import type { Protocol, publishProtocolRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { findDraft } from './drafts.repository.ts';
import { freezeVersion } from './freeze-version.ts';
import { refuseUnless } from './protocols.policy.ts';
import { presentProtocol } from './protocols.presenter.ts';
import { getProtocolDetail, lockProtocol } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';

/**
 * Freezes the draft that the caller has seen as the protocol's next version.
 * @throws not_found, protocol_retired, protocol_not_draft, draft_changed, protocol_empty, protocol_unchanged
 */
export function publishProtocol(
  { actor, params: { protocolId }, body, inTenant }: RouteRequest<typeof publishProtocolRoute>,
  clock: Clock,
): Promise<Protocol> {
  return inTenant(async (tx) => {
    const now = clock.now();
    const [protocol, draft] = await Promise.all([lockProtocol(tx, protocolId), findDraft(tx, protocolId)]);
    refuseUnless('publish', protocol);
    if (!draft) throw new AppError('protocol_not_draft');
    if (draft.revision !== body.revision) throw new AppError('draft_changed');
    const version = await freezeVersion(
      tx,
      protocol,
      { content: draft.content, note: body.note },
      { memberId: actor.memberId, now },
    );
    tx.audit({
      type: 'protocol.published',
      subjectType: 'protocol',
      subjectId: protocolId,
      detail: { version },
    });
    return presentProtocol(await getProtocolDetail(tx, protocolId, utcDate(now)));
  });
}
