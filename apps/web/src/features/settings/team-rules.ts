import type { Role, STAFF_ROLES } from '@healthprotocol/contracts/access';

export type StaffRole = (typeof STAFF_ROLES)[number];

export const staffRoles = ['owner', 'admin', 'practitioner'] as const satisfies readonly StaffRole[];

/** Whether a role may give the roles named: only an owner makes or unmakes owners, practitioners change nobody. */
export function mayGive(role: Role, ...roles: Role[]): boolean {
  return role === 'owner' || (role === 'admin' && !roles.includes('owner'));
}
