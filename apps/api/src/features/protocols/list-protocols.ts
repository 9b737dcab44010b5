import { type listProtocolsRoute, type Page, type ProtocolSummary, Uuid } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { z } from 'zod';
import { protocolListSubject } from '../../platform/cache/subjects.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { readCursor, toPage } from '../../platform/http/keyset-cursor.ts';
import { presentSummary } from './protocols.presenter.ts';
import { listProtocolRows } from './protocols.repository.ts';
import { utcDate } from './utc-date.ts';

/**
 * Lists the protocols of the organization by title. First pages that nobody typed words for are kept, for all of the staff
 * alike; later ones are hardly asked for twice.
 */
export async function listProtocols(
  { actor, query, inTenant, answerFromCache }: RouteRequest<typeof listProtocolsRoute>,
  clock: Clock,
): Promise<Page<ProtocolSummary>> {
  const { cursor, limit, search, status, category } = query;
  const after = readCursor(cursor, [z.string(), Uuid]);
  const today = utcDate(clock.now());
  const load = () =>
    inTenant(async (tx) => {
      const rows = await listProtocolRows(tx, { search, status, category, after, limit, today });
      return toPage(rows, limit, presentSummary, (row) => [row.search_text, row.id]);
    });
  if (search || cursor) return load();
  return answerFromCache(
    {
      cache: 'protocol_list',
      subject: protocolListSubject(actor.organizationId),
      variant: JSON.stringify([status, category, limit]),
    },
    // Tomorrow other assignments run.
    async () => ({ value: await load(), validUntil: Date.parse(addDays(today, 1)) }),
  );
}
