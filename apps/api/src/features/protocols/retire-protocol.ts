import type { Protocol, retireProtocolRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { refuseUnless } from './protocols.policy.ts';
import { presentProtocol } from './protocols.presenter.ts';
import { getProtocolDetail, lockProtocol, updateProtocol } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';

/**
 * Ends new assignments of a protocol; running ones go on, and a draft stays readable.
 * @throws not_found, protocol_not_published, protocol_retired
 */
export function retireProtocol(
  { params: { protocolId }, inTenant }: RouteRequest<typeof retireProtocolRoute>,
  clock: Clock,
): Promise<Protocol> {
  return inTenant(async (tx) => {
    const now = clock.now();
    refuseUnless('retire', await lockProtocol(tx, protocolId));
    await updateProtocol(tx, protocolId, { status: 'retired', updated_at: now });
    tx.audit({ type: 'protocol.retired', subjectType: 'protocol', subjectId: protocolId });
    return presentProtocol(await getProtocolDetail(tx, protocolId, utcDate(now)));
  });
}
