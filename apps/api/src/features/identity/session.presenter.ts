import type { Session, SignedInDevice } from '@healthprotocol/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { MembershipRow, SessionRow } from './identity.repository.ts';

export function presentSession(actor: Actor, memberships: readonly MembershipRow[]): Session {
  const active = memberships.find((membership) => membership.organization_id === actor.organizationId);
  return {
    user: { id: actor.userId, name: actor.userName, email: actor.userEmail },
    memberId: actor.memberId,
    organization: { id: actor.organizationId, name: active?.organization_name ?? '' },
    role: actor.role,
    clientId: actor.clientId,
    memberships: memberships.map((membership) => ({
      organizationId: membership.organization_id,
      organizationName: membership.organization_name,
      role: membership.role,
    })),
  };
}

export function presentDevice(row: SessionRow, currentSessionId: string): SignedInDevice {
  return {
    id: row.id,
    current: row.id === currentSessionId,
    userAgent: row.user_agent || null,
    ipAddress: row.ip_address || null,
    startedAt: row.created_at.toISOString(),
    lastSeenAt: row.updated_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
