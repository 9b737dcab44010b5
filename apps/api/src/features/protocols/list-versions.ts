import type { listVersionsRoute, Page, ProtocolVersionSummary } from '@healthprotocol/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { presentVersionSummary } from './protocols.presenter.ts';
import { getProtocolRow } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';
import { listVersionRows } from './versions.repository.ts';

/**
 * Lists the published versions of a protocol, newest first.
 * @throws not_found
 */
export function listVersions(
  { params: { protocolId }, query, inTenant }: RouteRequest<typeof listVersionsRoute>,
  clock: Clock,
): Promise<Page<ProtocolVersionSummary>> {
  const before = readCursor(query.cursor, [z.int32()])?.[0];
  return inTenant(async (tx) => {
    const page = { before, limit: query.limit, today: utcDate(clock.now()) };
    const [, rows] = await Promise.all([
      getProtocolRow(tx, protocolId),
      listVersionRows(tx, protocolId, page),
    ]);
    return toPage(rows, query.limit, presentVersionSummary, (row) => [row.version]);
  });
}
