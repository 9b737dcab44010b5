import type { InvitationPreview } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { hashOfToken } from '../../platform/secret-token.ts';
import { findInvitationByToken, type InvitationRow } from './accept-invitation.repository.ts';
import type { IdentityServices } from './identity-deps.ts';

/**
 * Says what an invitation is for.
 * @throws invitation_invalid, invitation_expired
 */
export async function previewInvitation(
  services: IdentityServices,
  token: string,
): Promise<InvitationPreview> {
  const invitation = await getOpenInvitation(services, token);
  return {
    organizationName: invitation.organization_name,
    email: invitation.email,
    role: invitation.role,
    name: invitation.client_name ?? '',
    hasLogin: invitation.user_id !== null,
    expiresAt: invitation.expires_at.toISOString(),
  };
}

/** @throws invitation_invalid when it is unknown, used or revoked; invitation_expired */
export async function getOpenInvitation(
  { database, clock }: IdentityServices,
  token: string,
): Promise<InvitationRow> {
  const invitation = await findInvitationByToken(database, hashOfToken(token));
  if (!invitation || invitation.accepted_at || invitation.revoked_at)
    throw new AppError('invitation_invalid');
  if (invitation.expires_at <= clock.now()) throw new AppError('invitation_expired');
  return invitation;
}
