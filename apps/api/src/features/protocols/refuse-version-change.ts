import type { changeVersionRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVersionRow } from './versions.repository.ts';

/**
 * Refuses to change a published version. The database refuses it too.
 * @throws version_immutable; not_found where there is no such version
 */
export async function refuseVersionChange({
  params: { protocolId, version },
  inTenant,
}: RouteRequest<typeof changeVersionRoute>): Promise<undefined> {
  await inTenant((tx) => getVersionRow(tx, protocolId, version));
  throw new AppError('version_immutable');
}
