import type { Client, LocalDate } from '@healthprotocol/contracts';
import { type Expression, type RawBuilder, sql } from 'kysely';
import { type Actor, reachesAllClients } from '../../platform/actor.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { likePattern } from '../../platform/search-text.ts';
import { clientLogin } from '../clients/index.ts';

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

type ClientFilter = { search: string | undefined; archived: boolean; now: Date };
type Position = readonly [searchText: string, id: string];

/** Clients whom the actor may see, by name, after the given sort values. */
export async function listClientLines(
  tx: TenantTx,
  actor: Actor,
  filter: ClientFilter,
  after: Position | undefined,
  limit: number,
): Promise<ClientLineRow[]> {
  const { archived, now } = filter;
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
    .where('clients.organization_id', '=', tx.organizationId);
  if (!reachesAllClients(actor)) {
    query = query.where(isOneOf(pageOfOwnClients(tx, actor, filter, after, limit)));
  } else if (filter.search) {
    query = query.where(isOneOf(pageFoundByText(filter, after, limit)));
  } else {
    query = query.where('clients.archived_at', archived ? 'is not' : 'is', null);
    if (after)
      query = query.where(sql<boolean>`(clients.search_text, clients.id) > (${after[0]}, ${after[1]}::uuid)`);
  }
  return query.orderBy('clients.search_text').orderBy('clients.id').limit(limit).execute();
}

// As an array, which is expected to be short whatever the limit, so that its rows are looked up one by one.
const isOneOf = (page: Expression<unknown>) => sql<boolean>`clients.id = any(array(${page}))`;

// The page is found among the places in care teams, which have the order of the list in their index.
function pageOfOwnClients(
  tx: TenantTx,
  actor: Actor,
  { search, archived }: ClientFilter,
  after: Position | undefined,
  limit: number,
) {
  let page = tx.db
    .selectFrom('care_team_members as team')
    .select('team.client_id')
    .where('team.organization_id', '=', tx.organizationId)
    .where('team.member_id', '=', actor.memberId)
    .where('team.archived', '=', archived);
  if (search) page = page.where('team.search_text', 'like', likePattern(search));
  if (after) {
    page = page.where(sql<boolean>`(team.search_text, team.client_id) > (${after[0]}, ${after[1]}::uuid)`);
  }
  return page.orderBy('team.search_text').orderBy('team.client_id').limit(limit);
}

const pageFoundByText = (
  { search = '', archived }: ClientFilter,
  after: Position | undefined,
  limit: number,
): RawBuilder<string> =>
  sql`select find_clients_by_text(${likePattern(search)}, ${archived}, ${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid, ${limit})`;

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
