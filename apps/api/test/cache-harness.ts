import { pino } from 'pino';
import { type CacheKey, type CacheService, createCache } from '../src/platform/cache/cache.ts';
import { createRedisTier } from '../src/platform/cache/redis-tier.ts';
import { clientSubject } from '../src/platform/cache/subjects.ts';
import { createMetrics, type Metrics } from '../src/platform/metrics/metrics.ts';

export type OpenCache = CacheService & { metrics: Metrics; isUp: () => boolean };

export const START_MS = Date.parse('2026-11-23T12:00:00Z');

/** Caches that share one clock, and are closed together. */
export function cacheHarness() {
  let nowMs = START_MS;
  const opened: CacheService[] = [];
  const clock = { now: () => new Date(nowMs) };

  const inProcess = (): OpenCache => {
    const metrics = createMetrics();
    const cache = createCache({ clock, metrics });
    opened.push(cache);
    return { ...cache, metrics, isUp: () => true };
  };

  /** A cache as another process would have it; it need not be up yet. */
  const onRedis = (url: string): OpenCache => {
    const metrics = createMetrics();
    const remote = createRedisTier({ url, logger: pino({ level: 'silent' }), metrics });
    const cache = createCache({ clock, metrics, remote });
    opened.push(cache);
    return { ...cache, metrics, isUp: () => remote.isUp };
  };

  return {
    inProcess,
    onRedis,
    setNow: (ms: number) => {
      nowMs = ms;
    },
    closeAll: async () => {
      nowMs = START_MS;
      for (const cache of opened.splice(0)) await cache.close();
    },
  };
}

/** Waits until something holds, and says how many milliseconds that took; throws when it does not come to that in time. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 5000): Promise<number> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > withinMs) throw new Error('It never came to that');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - start;
}

let serial = 0;

/** A key nobody has used, about a client of their own. */
export const freshKey = (more: Partial<CacheKey> = {}): CacheKey => ({
  cache: 'today',
  subject: clientSubject('org-1', `client-${++serial}`),
  ...more,
});
