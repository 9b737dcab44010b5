import type { Role } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type MemberRow = {
  id: string;
  user_id: string;
  name: string;
  email: string;
  role: Role;
  joined_at: Date;
};

/** As people sort names (Unicode collation): case and accents count only between names that are otherwise equal. */
const sortName = sql<string>`users.name collate "und-x-icu"`;

/**
 * Of the team among all members. Written into the text, not as a value, because the plan of a prepared statement uses the
 * index of the team only where it can read the condition.
 */
const ofTeam = sql<boolean>`members.removed_at is null and members.role <> 'client'`;

const staff = (tx: TenantTx) =>
  tx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select([
      'members.id',
      'members.user_id',
      'users.name',
      'users.email',
      'members.role',
      'members.joined_at',
    ])
    .where('members.organization_id', '=', tx.organizationId)
    .where(ofTeam)
    // As an array, which is expected to be short, so that logins are looked up and not read from one end to the other.
    .where(
      sql<boolean>`users.id = any(array(
        select members.user_id from members where members.organization_id = ${tx.organizationId} and ${ofTeam}))`,
    );

/** One more than `limit` team members after the position, by name. */
export async function listStaff(
  tx: TenantTx,
  limit: number,
  after: readonly [name: string, id: string] | undefined,
): Promise<MemberRow[]> {
  let query = staff(tx);
  if (after) query = query.where(sql<boolean>`(${sortName}, members.id) > (${after[0]}, ${after[1]}::uuid)`);
  return query
    .orderBy(sortName)
    .orderBy('members.id')
    .limit(limit + 1)
    .execute();
}

/**
 * A team member, locked until the end of the transaction together with every owner of the organization, so that of two
 * owners who remove each other in the same moment one stays. Locks are taken in the order of ids.
 * @throws not_found
 */
export async function getLockedMember(
  tx: TenantTx,
  memberId: string,
): Promise<{ member: MemberRow; owners: number }> {
  const rows = await staff(tx)
    .where((eb) => eb.or([eb('members.id', '=', memberId), eb('members.role', '=', 'owner')]))
    .orderBy('members.id')
    .forUpdate('members')
    .execute();
  const member = rows.find(({ id }) => id === memberId);
  if (!member) throw new AppError('not_found');
  return { member, owners: rows.filter(({ role }) => role === 'owner').length };
}

export async function setRole(tx: TenantTx, memberId: string, role: Role): Promise<void> {
  await tx.db
    .updateTable('members')
    .set({ role })
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', memberId)
    .execute();
}

/** Ends the membership, the places in care teams and every session of the person, and gives the tokens of these. */
export async function endMembership(tx: TenantTx, member: MemberRow, now: Date): Promise<string[]> {
  const [, , ended] = await Promise.all([
    tx.db
      .updateTable('members')
      .set({ removed_at: now })
      .where('organization_id', '=', tx.organizationId)
      .where('id', '=', member.id)
      .execute(),
    leaveCareTeams(tx, member.id),
    tx.db.deleteFrom('sessions').where('user_id', '=', member.user_id).returning('token').execute(),
  ]);
  return ended.map(({ token }) => token);
}

async function leaveCareTeams(tx: TenantTx, memberId: string): Promise<void> {
  const places = tx.db
    .selectFrom('care_team_members')
    .select(['client_id', 'member_id'])
    .where('organization_id', '=', tx.organizationId)
    .where('member_id', '=', memberId);
  await tx.db
    // In the order in which whoever writes about several clients takes them.
    .with('held', () => places.orderBy('client_id').forUpdate())
    .deleteFrom('care_team_members as team')
    .using('held')
    .where('team.organization_id', '=', tx.organizationId)
    .whereRef('team.client_id', '=', 'held.client_id')
    .whereRef('team.member_id', '=', 'held.member_id')
    .execute();
}
