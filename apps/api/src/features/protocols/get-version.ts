import type { getVersionRoute, ProtocolVersion } from '@healthprotocol/contracts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { presentVersion } from './protocols.presenter.ts';
import { getVersionRow } from './versions.repository.ts';

/**
 * Shows one published version.
 * @throws not_found
 */
export function getVersion({
  params: { protocolId, version },
  inTenant,
}: RouteRequest<typeof getVersionRoute>): Promise<ProtocolVersion> {
  return inTenant(async (tx) => presentVersion(await getVersionRow(tx, protocolId, version)));
}
