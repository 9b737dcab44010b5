import { type FieldIssue, NewPassword } from '@healthprotocol/contracts';

/** What is wrong with the form of a new password. */
export function newPasswordIssues(password: string): FieldIssue[] {
  const { error } = NewPassword.safeParse(password);
  return (error?.issues ?? []).map(({ code, message }) => ({ path: 'password', code, message }));
}

/**
 * True for a password that is tried first (NIST SP 800-63B-4, 3.1.1.2): a common one, also with digits and marks after it,
 * digits and marks alone, one part repeated, or the person's own address.
 */
export function isEasilyGuessed(password: string, email: string, common: ReadonlySet<string>): boolean {
  const lower = password.toLowerCase();
  const core = lower.replace(/[\d\p{P}\p{S}\s]+$/u, '');
  const own = email.toLowerCase();
  const localPart = own.split('@', 1)[0] ?? own;
  const repeatsOnePart = /^(.{1,11}?)\1+$/su.test(lower);
  return (
    core === '' ||
    repeatsOnePart ||
    [lower, core].some((text) => common.has(text) || text === own || text === localPart)
  );
}
