import { type listProtocolsRoute, type Page, type ProtocolSummary, Uuid } from '@healthprotocol/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { presentSummary } from './protocols.presenter.ts';
import { listProtocolRows } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';

/** Lists the protocols of the organization by title. */
export function listProtocols(
  { query, inTenant }: RouteRequest<typeof listProtocolsRoute>,
  clock: Clock,
): Promise<Page<ProtocolSummary>> {
  const { cursor, limit, search, status, category } = query;
  const after = readCursor(cursor, [z.string(), Uuid]);
  return inTenant(async (tx) => {
    const rows = await listProtocolRows(tx, {
      ...{ search, status, category, after, limit },
      today: utcDate(clock.now()),
    });
    return toPage(rows, limit, presentSummary, (row) => [row.search_text, row.id]);
  });
}
