import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { AppError } from '../../platform/app-error.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

test('hashes by Argon2id with the parameters of OWASP, and tells a right password from a wrong one', async () => {
  const hash = await hashPassword('a quiet tortoise walks');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword({ hash, password: 'a quiet tortoise walks' })).toBe(true);
  expect(await verifyPassword({ hash, password: 'a quiet tortoise talks' })).toBe(false);
});

test('a flood of sign-ins is refused beyond a queue, and those in the queue are served', async () => {
  const results = await Promise.allSettled(Array.from({ length: 80 }, () => hashPassword('flood')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(80 - Math.min(2, availableParallelism()) - 64);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(AppError);
    expect(reason.code).toBe('service_unavailable');
  }
  expect(await hashPassword('afterwards')).toMatch(/^\$argon2id/);
}, 20_000);
