import { STAFF_ROLES } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

/** Those of the given members who are active staff of the organization. */
export async function findActiveStaffIds(tx: TenantTx, memberIds: readonly string[]): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('members')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('id', 'in', memberIds)
    .where('role', 'in', STAFF_ROLES)
    .where('removed_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Puts members on a care team; those who are on it stay. Gives how many were new. */
export async function addToCareTeam(
  tx: TenantTx,
  clientId: string,
  memberIds: readonly string[],
): Promise<number> {
  if (memberIds.length === 0) return 0;
  const added = await tx.db
    .insertInto('care_team_members')
    .values(
      memberIds.map((memberId) => ({
        organization_id: tx.organizationId,
        client_id: clientId,
        member_id: memberId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('member_id')
    .execute();
  return added.length;
}

/** Takes everybody off a care team but the given members. Gives how many left. */
export async function keepOnCareTeam(
  tx: TenantTx,
  clientId: string,
  memberIds: readonly string[],
): Promise<number> {
  let query = tx.db
    .deleteFrom('care_team_members')
    .where('organization_id', '=', tx.organizationId)
    .where('client_id', '=', clientId);
  if (memberIds.length > 0) query = query.where('member_id', 'not in', memberIds);
  return (await query.returning('member_id').execute()).length;
}
