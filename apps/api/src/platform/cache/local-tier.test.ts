import { expect, test } from 'vitest';
import { LocalTier } from './local-tier.ts';
import { clientSubject } from './subjects.ts';

test('what has come to its end is forgotten by a sweep, without anybody asking for it', () => {
  const tier = new LocalTier(1_000_000);
  const presence = tier.presenceOf(clientSubject('o', 'c'));
  tier.set('old', 'value', 1_000, [presence]);
  tier.set('young', 'value', 3_000, [presence]);
  tier.sweep(2_000);
  expect(presence.keys).toEqual(new Set(['young']));
  expect(tier.get('young', 2_000)).toBe('value');
  expect(tier.get('old', 0)).toBeUndefined();
});
