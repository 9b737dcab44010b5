import type { Role } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';
import type { Mail, Mailer } from '../../platform/mail/mailer.ts';
import { hashOfToken, newToken } from '../../platform/secret-token.ts';
import { type InvitationRow, isMember, revokeReplaced, upsertInvitation } from './invitations.repository.ts';
import { getOrganization } from './organization.repository.ts';

const VALID_DAYS = 14;

/** An invitation whose mail has not been sent yet: send it once the transaction has committed. */
export type IssuedInvitation = { invitation: InvitationRow; token: string; organizationName: string };

/**
 * Invites an address; an open invitation for it is replaced and its link stops working. The caller writes the audit row,
 * and calls `mailInvitation` after the commit.
 * @throws already_member
 */
export async function inviteToOrganization(
  tx: TenantTx,
  input: { email: string; role: Role; clientId: string | null; invitedBy: string | null; now: Date },
): Promise<IssuedInvitation> {
  const token = newToken();
  const invitation = {
    id: newId(),
    email: input.email,
    role: input.role,
    clientId: input.clientId,
    tokenHash: hashOfToken(token),
    expiresAt: new Date(input.now.getTime() + VALID_DAYS * 86_400_000),
    invitedBy: input.invitedBy,
  };
  const [taken, , row, organization] = await Promise.all([
    isMember(tx, input.email),
    revokeReplaced(tx, invitation, input.now),
    upsertInvitation(tx, invitation),
    getOrganization(tx),
  ]);
  if (taken) throw new AppError('already_member');
  return { invitation: row, token, organizationName: organization.name };
}

/** Where the invited person is led. The token is in the fragment, which browsers send to nobody. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/accept-invitation#token=${token}`;

/** Sends the invitation in the background; when that fails the invitation stays and can be sent again by inviting again. */
export function mailInvitation(
  deps: { mailer: Mailer; config: { PUBLIC_URL: string } },
  issued: IssuedInvitation,
): void {
  deps.mailer.sendInBackground(invitationMail(deps.config.PUBLIC_URL, issued));
}

const standing: Record<Role, string> = {
  owner: 'as an owner',
  admin: 'as an administrator',
  practitioner: 'as a practitioner',
  client: 'to follow your health protocols',
};

/** The mail itself; it names no health data, because mail is not private. */
export function invitationMail(
  publicUrl: string,
  { invitation, token, organizationName }: IssuedInvitation,
): Mail {
  const text = `Hello,

${organizationName} invites you to join ${standing[invitation.role]} on HealthProtocol.

Open this link to accept:

${invitationLink(publicUrl, token)}

It works once and until ${invitation.expires_at.toISOString().slice(0, 10)}.

If you did not expect this invitation, ignore it; nothing happens without you.
`;
  return { to: invitation.email, subject: `Invitation to ${organizationName}`, text };
}
