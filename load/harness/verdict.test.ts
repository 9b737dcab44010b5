import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaintsIn, type K6Summary } from './k6.ts';
import type { Moment } from './sampler.ts';
import { type Budgets, isKept, judge } from './verdict.ts';

const budgets = JSON.parse(readFileSync(join(import.meta.dirname, '../budgets.json'), 'utf8')) as Budgets;

const summary = (p95: number, failed = 0): K6Summary => {
  const duration = { values: { med: 4, 'p(95)': p95, 'p(99)': p95 * 2, max: p95 * 3 } };
  return {
    state: { testRunDurationMs: 60_000 },
    metrics: {
      http_req_duration: { values: { ...duration.values, 'p(95)': 1 } },
      'http_req_duration{load:full}': duration,
      'http_reqs{load:full}': { values: { count: 1000 } },
      http_reqs: { values: { count: 2000, rate: 100 } },
      http_req_failed: { values: { rate: failed } },
      checks: { values: { rate: 1 } },
    },
  };
};

/** A minute and a half of looks, one a second. */
const moments = (fields: (second: number) => Partial<Moment> = () => ({})): Moment[] =>
  Array.from({ length: 90 }, (_, second) => ({
    atMs: second * 1000,
    users: 1000,
    appCpuPercent: 50,
    postgresCpuPercent: 20,
    redisCpuPercent: 5,
    k6CpuPercent: 40,
    appRssMb: 180,
    handles: 1050,
    connections: 10,
    redisClients: 2,
    heapMb: 60,
    ...fields(second),
  }));

const run = { profile: 'stages' as const, users: 1000, summary: summary(60), moments: moments(), budgets };
const missed = (lines: ReturnType<typeof judge>) =>
  lines.filter(({ verdict }) => verdict === 'missed').map(({ what }) => what);

test('a run within every budget is kept', () => {
  expect(missed(judge(run))).toEqual([]);
  expect(isKept(judge(run))).toBe(true);
});

test('slow answers under full load are a miss, even if the ramps make the whole look fast', () => {
  expect(missed(judge({ ...run, summary: summary(101) }))).toEqual(['p95 of all requests']);
});

test('one failed request is a miss', () => {
  expect(missed(judge({ ...run, summary: summary(60, 0.0001) }))).toEqual(['failed requests']);
});

test('the CPU that counts is that under full load; the memory is the most there was', () => {
  const idleFirst = moments((second) =>
    second < 45 ? { users: 10, appCpuPercent: 5 } : { appCpuPercent: 71 },
  );
  expect(missed(judge({ ...run, moments: idleFirst }))).toEqual(['CPU of the app, of one core']);
  const peak = moments((second) => (second === 3 ? { appRssMb: 201 } : {}));
  expect(missed(judge({ ...run, moments: peak }))).toEqual(['most memory of the app']);
});

test('a soak in which nothing grows is kept; each thing that leaks is named', () => {
  const soak = { ...run, profile: 'soak' as const };
  expect(missed(judge(soak))).toEqual([]);
  const leaking = moments((second) => ({
    heapMb: 60 + second / 10,
    handles: 1050 + second * 2,
    connections: 10 + second / 10,
    redisClients: 2 + second / 20,
    appRssMb: 150 + second / 2,
  }));
  expect(missed(judge({ ...soak, moments: leaking }))).toEqual([
    'growth of heap after collection, MB',
    'growth of memory, MB',
    'growth of open files and sockets',
    'growth of database connections',
    'growth of Redis clients',
  ]);
});

test('a soak without samples does not pass', () => {
  const soak = { ...run, profile: 'soak' as const, moments: moments().slice(0, 5) };
  expect(isKept(judge(soak))).toBe(false);
});

test('failures are counted by kind', () => {
  const line = (msg: string, level = 'warning') => JSON.stringify({ level, msg, time: 'now' });
  const log = [line('GET /me/day answered 503'), line('GET /me/day answered 503'), line('fine', 'info'), ''];
  expect(complaintsIn(log.join('\n'))).toEqual({ 'GET /me/day answered 503': 2 });
});
