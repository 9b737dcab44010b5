import { expect, test } from 'vitest';
import { commonPasswords } from './common-passwords.ts';
import { isEasilyGuessed, newPasswordIssues } from './password.policy.ts';

const email = 'noor.haddad@example.org';

test.each([
  'qwerty123456',
  'Administrator',
  'football2026!',
  'Password 1234',
  'aaaaaaaaaaaa',
  'passwordpassword',
  '12345678901234',
  'Noor.Haddad@example.org',
  'noor.haddad2026',
])('refuses %s, which is tried first', async (password) => {
  expect(isEasilyGuessed(password, email, await commonPasswords())).toBe(true);
});

test.each(['a quiet tortoise walks', 'Übermäßig-grüne-Tür', '7Gg!pQ2#zL9w'])(
  'accepts %s',
  async (password) => {
    expect(isEasilyGuessed(password, email, await commonPasswords())).toBe(false);
  },
);

test('a password that is too short or too long is named as a field', () => {
  expect(newPasswordIssues('short')).toMatchObject([{ path: 'password', code: 'too_small' }]);
  expect(newPasswordIssues('x'.repeat(129))).toMatchObject([{ path: 'password', code: 'too_big' }]);
  expect(newPasswordIssues('a quiet tortoise walks')).toEqual([]);
});
