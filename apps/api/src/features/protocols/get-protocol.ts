import type { getProtocolRoute, Protocol } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { presentProtocol } from './protocols.presenter.ts';
import { getProtocolDetail } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';

/**
 * Shows a protocol with its draft and its newest version.
 * @throws not_found
 */
export function getProtocol(
  { params: { protocolId }, inTenant }: RouteRequest<typeof getProtocolRoute>,
  clock: Clock,
): Promise<Protocol> {
  return inTenant(async (tx) =>
    presentProtocol(await getProtocolDetail(tx, protocolId, utcDate(clock.now()))),
  );
}
