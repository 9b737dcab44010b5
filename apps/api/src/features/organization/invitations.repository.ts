import type { Role } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type InvitationRow = { id: string; email: string; role: Role; expires_at: Date };

export type NewInvitation = {
  id: string;
  email: string;
  role: Role;
  clientId: string | null;
  tokenHash: string;
  expiresAt: Date;
  invitedBy: string | null;
};

/** True when somebody with this address is a member already. */
export async function isMember(tx: TenantTx, email: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('members.id')
    .where('members.organization_id', '=', tx.organizationId)
    .where('members.removed_at', 'is', null)
    .where(sql<string>`lower(users.email)`, '=', email)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes back what is open for the same client, or for the same address in another role. */
export async function revokeReplaced(
  tx: TenantTx,
  { email, role, clientId }: NewInvitation,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('organization_id', '=', tx.organizationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where((eb) =>
      clientId === null
        ? eb.and([eb('email', '=', email), eb('role', '!=', role), eb('role', '!=', 'client')])
        : eb.and([eb('client_id', '=', clientId), eb('email', '!=', email)]),
    )
    .execute();
}

/** One open invitation for an address and role: a new one takes the place of the old, whose link is then unknown. */
export async function upsertInvitation(tx: TenantTx, invitation: NewInvitation): Promise<InvitationRow> {
  const { rows } = await sql<InvitationRow>`
    insert into invitations (organization_id, id, email, role, client_id, token_hash, expires_at, invited_by)
    values (${tx.organizationId}, ${invitation.id}, ${invitation.email}, ${invitation.role}, ${invitation.clientId},
      ${invitation.tokenHash}, ${invitation.expiresAt}, ${invitation.invitedBy})
    on conflict (organization_id, email, role) where accepted_at is null and revoked_at is null
    do update set client_id = excluded.client_id, token_hash = excluded.token_hash,
      expires_at = excluded.expires_at, invited_by = excluded.invited_by
    returning id, email, role, expires_at`.execute(tx.db);
  const row = rows[0];
  if (!row) throw new Error('An upsert returns its row');
  return row;
}

/** One more than `limit` open invitations of the team after the position, the newest first. */
export async function listOpenInvitations(
  tx: TenantTx,
  limit: number,
  after: readonly [createdAt: string, id: string] | undefined,
): Promise<(InvitationRow & { sort_time: string })[]> {
  let query = tx.db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'expires_at'])
    // As text, because a JavaScript date would cut the microseconds off and lose rows between pages.
    .select(sql<string>`created_at::text`.as('sort_time'))
    .where('organization_id', '=', tx.organizationId)
    // Written out, because the plan of a prepared statement uses the team's index only where it can read the condition.
    .where(sql<boolean>`accepted_at is null and revoked_at is null and role <> 'client'`);
  if (after)
    query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

/** Takes back one open invitation to the team; false when there is none. */
export async function revokeOpenInvitation(tx: TenantTx, invitationId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', invitationId)
    .where('role', '!=', 'client')
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
