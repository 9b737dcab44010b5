import { expect, test } from 'vitest';
import type { Round } from './measure-scenario.ts';
import { figuresOf, median, PRODUCT, summarize } from './summary.ts';

const round = (perSecond: number, p99Ms = 1): Round => ({
  requests: perSecond,
  perSecond,
  p50Ms: 1,
  p95Ms: 1,
  p99Ms,
  cpuMicrosecondsPerRequest: 1,
  rssBytes: 1,
  eventLoopDelayMs: 1,
});

test('the median is the middle one, or lies between the middle two', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test('the product is compared with its floor turn by turn, so that a slow moment of the machine counts for neither', () => {
  const rounds = new Map([
    ['floor', [round(100, 2), round(50, 4), round(100, 2)]],
    [PRODUCT, [round(60, 4), round(30, 8), round(70, 4)]],
  ]);
  const [floor, product] = summarize(rounds, 'floor');
  expect(floor).not.toHaveProperty('throughputToFloor');
  expect(product).toMatchObject({ perSecond: 60, throughputToFloor: 0.6, p99ToFloor: 2 });
  const result = {
    key: 'today',
    name: 'Today',
    sqlRoundTrips: 3,
    redisRoundTrips: 0,
    servers: [floor!, product!],
    rounds: {},
  };
  expect(figuresOf(900, [result])).toEqual({
    startToReadyMs: 900,
    'today.sqlRoundTrips': 3,
    'today.throughputToFloor': 0.6,
    'today.p99ToFloor': 2,
  });
});
