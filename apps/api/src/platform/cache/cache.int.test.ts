import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cacheHarness, freshKey, type OpenCache, START_MS, until } from '../../../test/cache-harness.ts';
import { startRedis, type TestRedis } from '../../../test/redis-server.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { organizationSubject } from './subjects.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

const harness = cacheHarness();
afterEach(() => harness.closeAll());
const onRedis = async () => {
  const cache = harness.onRedis(redis.url);
  await until(cache.isUp);
  return cache;
};

const counted = async (metrics: Metrics, result: string): Promise<number> => {
  const { values } = await metrics.cacheRequests.get();
  return values.filter(({ labels }) => labels.result === result).reduce((sum, { value }) => sum + value, 0);
};

describe.each([
  ['in process', async () => harness.inProcess()],
  ['on Redis', onRedis],
])('a cache %s', (_where, open: () => Promise<OpenCache>) => {
  test('gives back what was set, of any JSON kind, until it is deleted', async () => {
    const cache = await open();
    for (const value of ['für\n', '', '{"a":1}', { a: [1, null, 'ü'] }, 0, false]) {
      const key = freshKey();
      expect(await cache.get(key)).toBeUndefined();
      await cache.set(key, value);
      expect(await cache.get(key)).toEqual(value);
      await cache.delete(key);
      expect(await cache.get(key)).toBeUndefined();
    }
  });

  test('forgets a value when its time is over', async () => {
    const cache = await open();
    const key = freshKey();
    await cache.set(key, 'short', 1000);
    harness.setNow(START_MS + 999);
    expect(await cache.get(key)).toBe('short');
    harness.setNow(START_MS + 1000);
    expect(await cache.get(key)).toBeUndefined();
  });

  test('loads once, then serves; and loads again from the instant the loader named', async () => {
    const cache = await open();
    const key = freshKey();
    let loads = 0;
    const load = async () => ({ value: `load ${++loads}`, validUntil: START_MS + 500 });
    expect(await cache.getOrLoad(key, load)).toBe('load 1');
    expect(await cache.getOrLoad(key, load)).toBe('load 1');
    harness.setNow(START_MS + 500);
    expect(await cache.getOrLoad(key, load)).toBe('load 2');
  });

  test('200 who miss at once make one load', async () => {
    const cache = await open();
    const key = freshKey();
    let loads = 0;
    const load = async () => {
      loads++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { value: 'once' };
    };
    const answers = await Promise.all(Array.from({ length: 200 }, () => cache.getOrLoad(key, load)));
    expect(new Set(answers)).toEqual(new Set(['once']));
    expect(loads).toBe(1);
  });

  test("a load that fails is nobody's answer afterwards", async () => {
    const cache = await open();
    const key = freshKey();
    const failing = cache.getOrLoad(key, async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    expect(await cache.getOrLoad(key, async () => ({ value: 'fine' }))).toBe('fine');
  });

  test('a write drops every value about its subject, and those of others that depend on it', async () => {
    const cache = await open();
    const organization = organizationSubject('org-of-its-own');
    const own = freshKey({ dependsOn: [organization] });
    const variant = { ...own, variant: '2026-11-22' };
    const unrelated = freshKey();
    for (const key of [own, variant, unrelated]) await cache.getOrLoad(key, async () => ({ value: 'old' }));
    await cache.invalidate(own.subject);
    expect(await cache.get(own)).toBeUndefined();
    expect(await cache.get(variant)).toBeUndefined();
    expect(await cache.get(unrelated)).toBe('old');
    await cache.getOrLoad(own, async () => ({ value: 'new' }));
    await cache.invalidate(organization);
    expect(await cache.get(own)).toBeUndefined();
    expect(await cache.get(unrelated)).toBe('old');
  });

  test('what was loaded before a write ended is neither kept nor given to who asks after it', async () => {
    const cache = await open();
    const key = freshKey();
    const before = Promise.withResolvers<void>();
    const slow = cache.getOrLoad(key, async () => {
      await before.promise;
      return { value: 'old' };
    });
    // The reader has begun to load; then the write commits and tells the cache.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await cache.invalidate(key.subject);
    expect(await cache.getOrLoad(key, async () => ({ value: 'new' }))).toBe('new');
    before.resolve();
    expect(await slow).toBe('old');
    expect(await cache.getOrLoad(key, async () => ({ value: 'newer' }))).toBe('new');
  });

  test('hits, misses, load times and invalidations are counted', async () => {
    const cache = await open();
    const key = freshKey();
    await cache.getOrLoad(key, async () => ({ value: 1 }));
    await cache.getOrLoad(key, async () => ({ value: 2 }));
    await cache.invalidate(key.subject);
    expect([await counted(cache.metrics, 'miss'), await counted(cache.metrics, 'hit')]).toEqual([1, 1]);
    const text = await cache.metrics.registry.metrics();
    expect(text).toContain('healthprotocol_cache_load_seconds_count{cache="today"} 1');
    expect(text).toContain('healthprotocol_cache_invalidations_total 1');
  });
});

describe('two processes on one Redis', () => {
  test('share what one of them loaded', async () => {
    const [a, b] = [await onRedis(), await onRedis()];
    const key = freshKey();
    await a.getOrLoad(key, async () => ({ value: { from: 'a' } }));
    await until(async () => (await b.get(key)) !== undefined);
    expect(await b.getOrLoad(key, async () => ({ value: { from: 'b' } }))).toEqual({ from: 'a' });
  });

  test('a write told by one is seen by the other within 100 ms, every time, also after many values of their own', async () => {
    const [a, b] = [await onRedis(), await onRedis()];
    const key = freshKey();
    const dependent = freshKey({ dependsOn: [key.subject] });
    let current = 0;
    const load = async () => ({ value: current });
    for (let round = 1; round <= 200; round++) {
      for (const cache of [a, b]) {
        await cache.getOrLoad(key, load);
        await cache.getOrLoad(dependent, load);
        await cache.getOrLoad({ ...key, variant: String(round) }, load);
      }
      current = round;
      await (round % 2 ? a : b).invalidate(key.subject);
      const reader = round % 2 ? b : a;
      for (const read of [key, dependent]) {
        // Twenty looks 5 ms apart, so that a machine that is busy elsewhere is not taken for a stale answer.
        let looks = 0;
        while ((await reader.getOrLoad(read, load)) !== round) {
          expect(++looks).toBeLessThanOrEqual(20);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
    }
  });

  test('a value loaded by one before a write of the other is not kept by either', async () => {
    const [a, b] = [await onRedis(), await onRedis()];
    const key = freshKey();
    const committed = Promise.withResolvers<void>();
    const slow = a.getOrLoad(key, async () => {
      await committed.promise;
      return { value: 'old' };
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await b.invalidate(key.subject);
    committed.resolve();
    await slow;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await a.get(key)).toBeUndefined();
    expect(await b.get(key)).toBeUndefined();
  });
});
