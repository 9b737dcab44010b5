import type { Role } from '@healthprotocol/contracts';

/** Only an owner makes an owner, or changes or removes one. */
export function mayManage(actorRole: Role, ...roles: Role[]): boolean {
  return actorRole === 'owner' || !roles.includes('owner');
}
