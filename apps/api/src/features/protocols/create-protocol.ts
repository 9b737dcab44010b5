import type { createProtocolRoute, Protocol } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { presentProtocol } from './protocols.presenter.ts';
import { getProtocolDetail } from './protocols.repository.ts';
import { sanitiseContent } from './sanitise-content.ts';
import { startProtocol } from './start-protocol.ts';
import { utcDate } from './utc-date.ts';

/**
 * Creates a protocol as a draft. The same id with the same content again creates nothing.
 * @throws id_conflict, validation_failed
 */
export async function createProtocol(
  { actor, body, inTenant }: RouteRequest<typeof createProtocolRoute>,
  clock: Clock,
): Promise<Protocol> {
  const content = await sanitiseContent(body.content);
  return inTenant(async (tx) => {
    const now = clock.now();
    if (await startProtocol(tx, { id: body.id, content }, { memberId: actor.memberId, now })) {
      tx.audit({ type: 'protocol.created', subjectType: 'protocol', subjectId: body.id });
    }
    return presentProtocol(await getProtocolDetail(tx, body.id, utcDate(now)));
  });
}
