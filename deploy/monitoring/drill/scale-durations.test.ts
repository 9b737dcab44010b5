import { expect, it } from 'vitest';
import { shorten, shortenRanges } from './scale-durations.ts';

it('shortens waiting and ranges by the same factor, and leaves what is compared', () => {
  expect(shorten('2m', 20)).toBe('6000ms');
  expect(shorten('1h', 20)).toBe('180000ms');
  expect(shorten('10s', 20, 1500)).toBe('1500ms');
  expect(shortenRanges('increase(a_total{b="c"}[5m]) > 26 * 3600', 20)).toBe(
    'increase(a_total{b="c"}[15000ms]) > 26 * 3600',
  );
});

it('refuses what it cannot read instead of leaving it as it is', () => {
  expect(() => shorten('1h30m', 20)).toThrow('is not a duration');
});
