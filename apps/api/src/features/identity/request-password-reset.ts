import type { AuditOrigin } from '../../platform/db/tenant-transaction.ts';
import { hashOfToken, newToken } from '../../platform/secret-token.ts';
import { findUserByEmail } from './identity.repository.ts';
import type { IdentityServices } from './identity-deps.ts';
import { insertResetToken } from './password-reset.repository.ts';
import { addSecurityEvent, countRecentEvents } from './security-events.repository.ts';
import { hashOfAddress } from './sign-in-slow-down.ts';

const MAX_MAILS_IN_15_MINUTES = 3;

/** Mails a link to choose a new password. Known and unknown addresses are answered alike, and nobody's mailbox is flooded. */
export async function requestPasswordReset(
  { database, mailer, config }: IdentityServices,
  email: string,
  origin: AuditOrigin,
): Promise<void> {
  const addressHash = hashOfAddress(email, config.SECRET);
  const [user, mails] = await Promise.all([
    findUserByEmail(database, email),
    countRecentEvents(database, 'password.reset_requested', addressHash),
  ]);
  const token = newToken();
  const mayMail = user !== undefined && mails < MAX_MAILS_IN_15_MINUTES;
  await Promise.all([
    addSecurityEvent(database, origin, {
      type: 'password.reset_requested',
      userId: user?.id ?? null,
      addressHash,
    }),
    mayMail && insertResetToken(database, user.id, hashOfToken(token)),
  ]);
  if (mayMail) {
    mailer.sendInBackground({
      to: email,
      subject: 'Choose a new password',
      text: mailText(user.name, `${config.PUBLIC_URL}/reset-password#token=${token}`),
    });
  }
}

const mailText = (name: string, link: string): string => `Hello ${name},

Somebody, hopefully you, asked for a new password for HealthProtocol.

Open this link to choose one:

${link}

It works once and for one hour.

If it was not you who asked, ignore this mail; your password stays as it is.
`;
