import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { type CacheService, createCache } from './cache.ts';
import { createRedisTier } from './redis-tier.ts';

type Settings = { REDIS_URL?: string | undefined; CACHE_MEGABYTES: number };

/** The cache that the settings ask for: shared through Redis, in this process alone, or none. */
export function openCache(
  { REDIS_URL: url, CACHE_MEGABYTES }: Settings,
  deps: { clock: Clock; metrics: Metrics; logger: Logger },
): CacheService {
  const localBytes = CACHE_MEGABYTES * 1024 * 1024;
  const remote = url && localBytes > 0 ? createRedisTier({ url, ...deps }) : undefined;
  return createCache({ ...deps, localBytes, remote });
}
