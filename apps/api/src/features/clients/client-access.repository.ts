import { type Expression, expressionBuilder, type Selectable, type SqlBool } from 'kysely';
import { type Actor, reachesAllClients } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Database } from '../../platform/db/schema.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type ClientRow = Selectable<Database['clients']>;

/**
 * Condition on a query's `clients` table that keeps the clients whom the actor may see: owners and admins all, a practitioner
 * those of their care teams, a client themselves.
 */
export function visibleTo(actor: Actor): Expression<SqlBool> {
  const eb = expressionBuilder<Database, 'clients'>();
  if (reachesAllClients(actor)) return eb.lit(true);
  if (actor.role === 'client') {
    return actor.clientId === null ? eb.lit(false) : eb('clients.id', '=', actor.clientId);
  }
  return eb.exists(
    eb
      .selectFrom('care_team_members as own_team')
      .select(eb.lit(1).as('one'))
      .whereRef('own_team.organization_id', '=', 'clients.organization_id')
      .whereRef('own_team.client_id', '=', 'clients.id')
      .where('own_team.member_id', '=', actor.memberId),
  );
}

/** Those of the given clients whom the actor may see, archived ones included. */
export async function findVisibleClients(
  tx: TenantTx,
  actor: Actor,
  clientIds: readonly string[],
): Promise<ClientRow[]> {
  return tx.db
    .selectFrom('clients')
    .selectAll('clients')
    .where('clients.organization_id', '=', tx.organizationId)
    .where('clients.id', 'in', clientIds)
    .where(visibleTo(actor))
    .execute();
}

/**
 * The given clients, archived ones included. The ids are all different.
 * @throws not_found unless the actor may see all of them
 */
export async function getVisibleClients(
  tx: TenantTx,
  actor: Actor,
  clientIds: readonly string[],
): Promise<ClientRow[]> {
  const clients = await findVisibleClients(tx, actor, clientIds);
  if (clients.length < clientIds.length) throw new AppError('not_found');
  return clients;
}

/**
 * A client, archived or not; with `lock`, nobody else changes the row until the transaction ends.
 * @throws not_found for another organization's client and for one whom the actor may not see
 */
export async function getVisibleClient(
  tx: TenantTx,
  actor: Actor,
  clientId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ClientRow> {
  const query = tx.db
    .selectFrom('clients')
    .selectAll('clients')
    .where('clients.organization_id', '=', tx.organizationId)
    .where('clients.id', '=', clientId)
    .where(visibleTo(actor));
  const client = await (lock ? query.forNoKeyUpdate('clients') : query).executeTakeFirst();
  if (!client) throw new AppError('not_found');
  return client;
}
