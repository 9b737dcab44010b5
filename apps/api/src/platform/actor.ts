import type { Role } from '@healthprotocol/contracts';

/** Who makes a request: a signed-in member of one organization. */
export type Actor = {
  userId: string;
  userName: string;
  userEmail: string;
  sessionId: string;
  organizationId: string;
  memberId: string;
  role: Role;
  /** The client this member is; null for staff and for archived clients. */
  clientId: string | null;
};

/** True for owners and admins, who reach every client of the organization. */
export function reachesAllClients(actor: Actor): boolean {
  return actor.role === 'owner' || actor.role === 'admin';
}
