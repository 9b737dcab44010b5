import { expect, test } from 'vitest';
import { grewTooMuch, growthOf, type Sample } from './growth.ts';

const SECOND_MS = 1000;

/** A day of a thousand seconds with a morning and an evening peak, seen each second. */
const samplesOf = (value: (at: number, users: number, noise: number) => number): Sample[] => {
  let seed = 7;
  return Array.from({ length: 1000 }, (_, second) => {
    seed = (seed * 48_271) % 2_147_483_647;
    const users = Math.round(200 + 150 * Math.sin((second / 1000) * 4 * Math.PI));
    const noise = seed / 2_147_483_647 - 0.5;
    return { atMs: second * SECOND_MS, users, value: value(second, users, noise) };
  });
};
const judged = (samples: Sample[]) => grewTooMuch(growthOf(samples)!, 5, 2);

test('a figure that is flat, however noisy, has not grown', () => {
  expect(judged(samplesOf((_, __, noise) => 150 + 40 * noise))).toBe(false);
});

test('a slow leak below the noise is found', () => {
  const samples = samplesOf((second, _, noise) => 150 + 40 * noise + second * 0.02);
  expect(judged(samples)).toBe(true);
  expect(Math.abs(growthOf(samples)!.growth - 0.02 * 800)).toBeLessThan(4);
});

test('a tide that comes and goes with the users is no growth, a leak under it is', () => {
  expect(judged(samplesOf((_, users, noise) => 20 + users + 10 * noise))).toBe(false);
  expect(judged(samplesOf((second, users, noise) => 20 + users + 10 * noise + second * 0.05))).toBe(true);
});

test('a tide that comes up against a bound is no growth, also when one half of the time has more of it', () => {
  // A pool of ten that 60 users fill, a night in the first half alone.
  const night = (second: number) => second > 250 && second < 480;
  const samples = (leak: number) =>
    samplesOf((second, _, noise) => (night(second) ? 4 : 13) + noise + leak * second).map((one, second) => ({
      ...one,
      users: night(second) ? 5 + (second % 9) : 60 + (second % 50),
    }));
  expect(judged(samples(0))).toBe(false);
  expect(judged(samples(0.005))).toBe(true);
});

test('growth while warming up does not count', () => {
  expect(judged(samplesOf((second, _, noise) => 100 + Math.min(second, 200) + 10 * noise))).toBe(false);
});

test('two unlucky samples at the ends decide nothing', () => {
  const samples = samplesOf((_, __, noise) => 150 + 4 * noise);
  samples[200]!.value = 100;
  samples[999]!.value = 200;
  expect(judged(samples)).toBe(false);
});

test('one connection more is not a leak of connections, ten are', () => {
  const grown = (by: number) => samplesOf((second) => 10 + (by * second) / 800);
  expect(grewTooMuch(growthOf(grown(1))!, 5, 1.5)).toBe(false);
  expect(grewTooMuch(growthOf(grown(10))!, 5, 1.5)).toBe(true);
});

test('with users who never change the time alone is fitted, and a handful of samples tells nothing', () => {
  const samples = samplesOf((second) => 100 + second * 0.1).map((one) => ({ ...one, users: 50 }));
  expect(growthOf(samples)?.growth).toBeCloseTo(80, 0);
  expect(growthOf(samples.slice(0, 8))).toBeUndefined();
});
