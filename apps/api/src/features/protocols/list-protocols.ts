import { type listProtocolsRoute, type Page, type ProtocolSummary, Uuid } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { z } from 'zod';
import { protocolListSubject } from '../../platform/cache/subjects.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import type { TenantAccess } from '../../platform/tenant-access.ts';
import { presentSummary } from './protocols.presenter.ts';
import { listProtocolRows } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';

/**
 * Lists the protocols of the organization by title. First pages that nobody typed words for are kept, for all of the staff
 * alike; later ones are hardly asked for twice.
 */
export async function listProtocols(
  request: RouteRequest<typeof listProtocolsRoute>,
  clock: Clock,
): Promise<Page<ProtocolSummary>> {
  const { organizationId, answerFromCache } = request;
  const { cursor, limit, search, status, category } = request.query;
  const after = readCursor(cursor, [z.string(), Uuid]);
  const today = utcDate(clock.now());
  const load = ({ readInTenant }: TenantAccess) =>
    readInTenant(async (tx) => {
      const rows = await listProtocolRows(tx, { search, status, category, after, limit, today });
      return toPage(rows, limit, presentSummary, (row) => [row.search_text, row.id]);
    });
  if (search || cursor) return load(request);
  return answerFromCache(
    {
      cache: 'protocol_list',
      subject: protocolListSubject(organizationId),
      variant: JSON.stringify([status, category, limit]),
    },
    // Tomorrow other assignments run.
    async (own) => ({ value: await load(own), validUntil: Date.parse(addDays(today, 1)) }),
  );
}
