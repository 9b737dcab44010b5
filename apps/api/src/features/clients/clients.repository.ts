import type { Client, ClientRecord } from '@healthprotocol/contracts';
import { type RawBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { searchText } from '../../platform/search-text.ts';
import { type ClientRow, visibleTo } from './client-access.repository.ts';

/** A client with everything that is shown of them, read in one statement. */
export type ClientDetailRow = ClientRow & Pick<Client, 'careTeam' | 'login'>;

/** Whether a query's client signs in, can by an invitation that still holds, or neither. */
export function clientLogin(now: Date): RawBuilder<Client['login']> {
  // Not EXISTS, for which every open invitation of the organization may be read before the first client.
  return sql`case
    when clients.member_id is not null then 'active'
    when (
      select true from invitations i
      where i.organization_id = clients.organization_id and i.client_id = clients.id
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}
      limit 1
    ) then 'invited'
    else 'none' end`;
}

/** @throws not_found for another organization's client and for one whom the actor may not see */
export async function getClientDetail(
  tx: TenantTx,
  actor: Actor,
  clientId: string,
  now: Date,
): Promise<ClientDetailRow> {
  const client = await clientDetail(tx, clientId, now).where(visibleTo(actor)).executeTakeFirst();
  if (!client) throw new AppError('not_found');
  return client;
}

/**
 * The same whoever asks; the caller decides whether they may see it.
 * @throws not_found for another organization's client
 */
export async function getClientDetailForAnybody(
  tx: TenantTx,
  clientId: string,
  now: Date,
): Promise<ClientDetailRow> {
  const client = await clientDetail(tx, clientId, now).executeTakeFirst();
  if (!client) throw new AppError('not_found');
  return client;
}

function clientDetail(tx: TenantTx, clientId: string, now: Date) {
  return tx.db
    .selectFrom('clients')
    .selectAll('clients')
    .select((eb) => [
      clientLogin(now).as('login'),
      jsonArrayFrom(
        eb
          .selectFrom('care_team_members as team')
          .innerJoin('members', (join) =>
            join
              .onRef('members.organization_id', '=', 'team.organization_id')
              .onRef('members.id', '=', 'team.member_id'),
          )
          .innerJoin('users', 'users.id', 'members.user_id')
          .select(['members.id as memberId', 'users.name'])
          .whereRef('team.organization_id', '=', 'clients.organization_id')
          .whereRef('team.client_id', '=', 'clients.id')
          .where('members.removed_at', 'is', null)
          .orderBy('users.name')
          .orderBy('members.id'),
      ).as('careTeam'),
    ])
    .where('clients.organization_id', '=', tx.organizationId)
    .where('clients.id', '=', clientId);
}

/** The login of a client who has one. */
export async function findUserIdOfClient(tx: TenantTx, clientId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('clients')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'clients.organization_id')
        .onRef('members.id', '=', 'clients.member_id'),
    )
    .select('members.user_id')
    .where('clients.organization_id', '=', tx.organizationId)
    .where('clients.id', '=', clientId)
    .executeTakeFirst();
  return row?.user_id;
}

/** Inserts a client unless the organization already has one with this id; says whether it did. */
export async function insertClient(
  tx: TenantTx,
  id: string,
  record: ClientRecord,
  createdAt: Date,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('clients')
    .values({ organization_id: tx.organizationId, id, created_at: createdAt, ...recordColumns(record) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Replaces the record if it still has this revision; says whether it did. */
export async function replaceRecord(
  tx: TenantTx,
  id: string,
  revision: number,
  record: ClientRecord,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('clients')
    .set((eb) => ({ ...recordColumns(record), revision: eb('revision', '+', 1) }))
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Changes single columns and counts the revision up, so that nobody overwrites them unseen. */
export async function updateClient(
  tx: TenantTx,
  id: string,
  changes: Partial<Pick<ClientRow, 'time_zone' | 'day_start_hour' | 'units' | 'archived_at'>>,
): Promise<void> {
  await tx.db
    .updateTable('clients')
    .set((eb) => ({ ...changes, revision: eb('revision', '+', 1) }))
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

function recordColumns(record: ClientRecord) {
  return {
    name: record.name,
    search_text: searchText(record.name, record.email),
    email: record.email,
    birth_date: record.birthDate,
    pregnancy_status: record.pregnancyStatus,
    conditions: JSON.stringify(record.conditions),
    medications: JSON.stringify(record.medications),
    allergies: JSON.stringify(record.allergies),
    time_zone: record.timeZone,
    day_start_hour: record.dayStartHour,
    units: record.units,
  };
}
