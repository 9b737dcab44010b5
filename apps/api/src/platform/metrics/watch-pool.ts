import type { Metrics } from './metrics.ts';

/** What of a pool is told; `pg.Pool` has it. */
export type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number };

/** Tells at each scrape how many connections a pool has, how many are busy, and who waits for one. */
export function watchPool(pool: PoolCounts, max: number, metrics: Metrics): void {
  metrics.onScrape(() => {
    const { totalCount, idleCount, waitingCount } = pool;
    metrics.dbPoolConnections.set({ state: 'busy' }, totalCount - idleCount);
    metrics.dbPoolConnections.set({ state: 'idle' }, idleCount);
    metrics.dbPoolMax.set(max);
    metrics.dbPoolWaiting.set(waitingCount);
  });
}
