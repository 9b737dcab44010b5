import { AppError } from '../../platform/app-error.ts';
import { commonPasswords } from './common-passwords.ts';
import { isEasilyGuessed, newPasswordIssues } from './password.policy.ts';
import { hashPassword } from './password-hash.ts';

/**
 * Checks a password that somebody chose and gives its hash.
 * @throws validation_failed, password_compromised, service_unavailable
 */
export async function hashOfChosenPassword(password: string, email: string): Promise<string> {
  const issues = newPasswordIssues(password);
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  if (isEasilyGuessed(password, email, await commonPasswords())) throw new AppError('password_compromised');
  return hashPassword(password);
}
