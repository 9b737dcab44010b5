import { AppError } from '../../platform/app-error.ts';
import type { AuditOrigin } from '../../platform/db/tenant-transaction.ts';
import { hashOfToken } from '../../platform/secret-token.ts';
import { hashOfChosenPassword } from './choose-password.ts';
import type { IdentityServices } from './identity-deps.ts';
import { findUserByResetToken, setPasswordByToken } from './password-reset.repository.ts';
import { addSecurityEvent } from './security-events.repository.ts';
import { hashOfAddress } from './sign-in-slow-down.ts';

/**
 * Sets a new password by the token of a mailed link; every device is signed out.
 * @throws reset_token_invalid, validation_failed, password_compromised, service_unavailable
 */
export async function completePasswordReset(
  { database, sessions, config }: IdentityServices,
  { token, password }: { token: string; password: string },
  origin: AuditOrigin,
): Promise<void> {
  const tokenHash = hashOfToken(token);
  const user = await findUserByResetToken(database, tokenHash);
  if (!user) throw new AppError('reset_token_invalid');
  const passwordHash = await hashOfChosenPassword(password, user.email);
  const addressHash = hashOfAddress(user.email, config.SECRET);
  const ended = await database.transaction().execute(async (db) => {
    const tokens = await setPasswordByToken(db, tokenHash, passwordHash);
    if (!tokens) throw new AppError('reset_token_invalid');
    await addSecurityEvent(db, origin, { type: 'password.reset', userId: user.id, addressHash });
    return tokens;
  });
  await sessions.forget(...ended);
}
