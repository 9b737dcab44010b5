import type { copyProtocolRoute, Protocol } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { presentProtocol } from './protocols.presenter.ts';
import { getProtocolDetail } from './protocols.repository.ts';
import { sanitiseContent } from './sanitise-content.ts';
import { startProtocol } from './start-protocol.ts';
import { utcDate } from './utc-date.ts';

/**
 * Starts a new draft from a protocol's newest version, or from its draft before the first. The copy is no longer the
 * library's. The same id again copies nothing.
 * @throws not_found, id_conflict
 */
export function copyProtocol(
  { actor, params: { protocolId }, body, inTenant }: RouteRequest<typeof copyProtocolRoute>,
  clock: Clock,
): Promise<Protocol> {
  return inTenant(async (tx) => {
    const now = clock.now();
    const source = await getProtocolDetail(tx, protocolId, utcDate(now));
    const original = source.version_content ?? source.draft_content;
    if (!original) throw new AppError('not_found');
    const content = await sanitiseContent({ ...original, title: body.title, library: null });
    if (await startProtocol(tx, { id: body.id, content }, { memberId: actor.memberId, now })) {
      tx.audit({
        type: 'protocol.copied',
        subjectType: 'protocol',
        subjectId: body.id,
        detail: { from: protocolId, fromVersion: source.latest_version },
      });
    }
    return presentProtocol(await getProtocolDetail(tx, body.id, utcDate(now)));
  });
}
