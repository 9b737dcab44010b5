import type { Client, LocalDate } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { likePattern } from '../../platform/search-text.ts';
import { clientLogin, visibleTo } from '../clients/index.ts';

export type ClientLineRow = {
  id: string;
  name: string;
  search_text: string;
  birth_date: LocalDate | null;
  time_zone: string;
  day_start_hour: number;
  archived_at: Date | null;
  login: Client['login'];
};

/** Clients whom the actor may see, by name, after the given sort values. */
export async function listClientLines(
  tx: TenantTx,
  actor: Actor,
  { search, archived, now }: { search: string | undefined; archived: boolean; now: Date },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ClientLineRow[]> {
  let query = tx.db
    .selectFrom('clients')
    .select([
      'clients.id',
      'clients.name',
      'clients.search_text',
      'clients.birth_date',
      'clients.time_zone',
      'clients.day_start_hour',
      'clients.archived_at',
      clientLogin(now).as('login'),
    ])
    .where('clients.organization_id', '=', tx.organizationId)
    .where('clients.archived_at', archived ? 'is not' : 'is', null)
    .where(visibleTo(actor));
  if (search) query = query.where('clients.search_text', 'like', likePattern(search));
  if (after) {
    query = query.where(sql<boolean>`(clients.search_text, clients.id) > (${after[0]}, ${after[1]}::uuid)`);
  }
  return query.orderBy('clients.search_text').orderBy('clients.id').limit(limit).execute();
}

/** Local date of the newest check-in in force of each client who has one. */
export async function findLastCheckInDates(
  tx: TenantTx,
  clientIds: readonly string[],
): Promise<Map<string, LocalDate>> {
  const { rows } = await sql<{ client_id: string; local_date: LocalDate }>`
    select wanted.client_id, last.local_date
    from unnest(${clientIds}::uuid[]) as wanted (client_id)
    cross join lateral (
      select k.local_date
      from current_check_ins k
      join check_ins c on c.organization_id = k.organization_id and c.id = k.check_in_id
      where k.organization_id = ${tx.organizationId} and k.client_id = wanted.client_id and c.status <> 'undone'
      order by k.local_date desc
      limit 1
    ) last`.execute(tx.db);
  return new Map(rows.map((row) => [row.client_id, row.local_date]));
}
