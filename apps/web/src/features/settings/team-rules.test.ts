import { expect, test } from 'vitest';
import { mayGive } from './team-rules.ts';

test('only an owner makes or unmakes owners', () => {
  expect(mayGive('owner', 'owner', 'admin')).toBe(true);
  expect(mayGive('admin', 'practitioner', 'admin')).toBe(true);
  expect(mayGive('admin', 'owner', 'admin')).toBe(false);
  expect(mayGive('admin', 'admin', 'owner')).toBe(false);
  expect(mayGive('practitioner', 'practitioner')).toBe(false);
});
