import type { Member, Organization, PendingInvitation } from '@healthprotocol/contracts';
import type { InvitationRow } from './invitations.repository.ts';
import type { MemberRow } from './members.repository.ts';
import type { OrganizationRow } from './organization.repository.ts';

export function presentOrganization(row: OrganizationRow): Organization {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    entryWindowDays: row.entry_window_days,
    silentDays: row.silent_days,
    revision: row.revision,
  };
}

export function presentMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.joined_at.toISOString(),
  };
}

export function presentInvitation(row: InvitationRow, now: Date): PendingInvitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expires_at.toISOString(),
    expired: row.expires_at <= now,
  };
}
