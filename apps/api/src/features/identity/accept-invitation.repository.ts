import type { Role } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { AppDatabase } from '../../platform/db/schema.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';

export type InvitationRow = {
  organization_id: string;
  organization_name: string;
  invitation_id: string;
  email: string;
  role: Role;
  client_id: string | null;
  client_name: string | null;
  /** The login that has the invited address, if there is one. */
  user_id: string | null;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
};

export async function findInvitationByToken(
  db: AppDatabase,
  tokenHash: string,
): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`select * from invitation_by_token(${tokenHash})`.execute(db);
  return rows[0];
}

/** Marks an open invitation as accepted; false when it no longer is open, so that it is accepted once. */
export async function markAccepted(tx: TenantTx, invitationId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('invitations')
    .set({ accepted_at: now })
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', invitationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

type NewLogin = { userId: string; name: string; email: string; passwordHash: string };

/** The invitation reached the address, which verifies it. */
export async function insertLogin(
  tx: TenantTx,
  { userId, name, email, passwordHash }: NewLogin,
): Promise<void> {
  await Promise.all([
    tx.db.insertInto('users').values({ id: userId, name, email, email_verified: true }).execute(),
    tx.db
      .insertInto('accounts')
      .values({
        id: newId(),
        user_id: userId,
        account_id: userId,
        provider_id: 'credential',
        password: passwordHash,
      })
      .execute(),
  ]);
}

export async function insertMember(
  tx: TenantTx,
  member: { id: string; userId: string; role: Role; joinedAt: Date },
): Promise<void> {
  await tx.db
    .insertInto('members')
    .values({
      organization_id: tx.organizationId,
      id: member.id,
      user_id: member.userId,
      role: member.role,
      joined_at: member.joinedAt,
    })
    .execute();
}

/** Makes the member the client's login; false when the client has one already or is archived. */
export async function linkClient(tx: TenantTx, clientId: string, memberId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('clients')
    .set({ member_id: memberId })
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', clientId)
    .where('member_id', 'is', null)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The device that accepted acts in the organization it has just joined. */
export async function actInOrganization(tx: TenantTx, sessionToken: string): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({ active_organization_id: tx.organizationId })
    .where('token', '=', sessionToken)
    .execute();
}
