import { expect, it } from 'vitest';
import { matchesSearch } from './match-text.ts';

it('finds words in any order, without case and accents', () => {
  expect(matchesSearch('García, Ana', 'ana garcia')).toBe(true);
  expect(matchesSearch('García, Ana', 'ana lopez')).toBe(false);
  expect(matchesSearch('anything', '  ')).toBe(true);
});
