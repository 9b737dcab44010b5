import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('a profile comes with its usual users and minutes, and takes others', () => {
  expect(readOptions(['stages'])).toMatchObject({
    profile: 'stages',
    users: 1000,
    minutes: 9,
    given: undefined,
  });
  expect(readOptions(['soak', '--minutes', '3', '--users', '50'])).toMatchObject({ users: 50, minutes: 3 });
});

test('what makes no sense is refused in words', () => {
  expect(readOptions([])).toBe('Name one profile.');
  expect(readOptions(['stages', '--users', 'many'])).toContain('--users');
  expect(readOptions(['stages', '--minutes', '0'])).toContain('--minutes');
  expect(readOptions(['stages', '--target', 'http://localhost'])).toContain('go together');
  expect(readOptions(['stages', '--speed', '9'])).toContain('--speed');
  expect(readOptions(['soak', '--target', 'http://localhost', '--sessions', 'x'])).toContain('soak');
});
