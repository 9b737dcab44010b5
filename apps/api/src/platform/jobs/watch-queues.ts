import type { Metrics } from '../metrics/metrics.ts';

type Db = { executeSql(text: string, values?: unknown[]): Promise<{ rows: WaitingRow[] }> };
type WaitingRow = { queue: string; waiting: number; oldest_seconds: number };

const WAITING = `
  select name as queue, count(*)::int as waiting,
    coalesce(extract(epoch from now() - min(start_after)), 0)::float8 as oldest_seconds
  from jobs.job
  where state in ('created', 'retry') and start_after <= now() and name = any($1)
  group by name`;

/** Tells at each scrape how many jobs are due and for how long the oldest has been, as all instances see it. */
export function watchQueues(db: Db, queues: readonly string[], metrics: Metrics): void {
  metrics.onScrape(async () => {
    const { rows } = await db.executeSql(WAITING, [queues]);
    const byQueue = new Map(rows.map((row) => [row.queue, row]));
    for (const queue of queues) {
      metrics.jobsWaiting.set({ queue }, byQueue.get(queue)?.waiting ?? 0);
      metrics.jobsOldestSeconds.set({ queue }, byQueue.get(queue)?.oldest_seconds ?? 0);
    }
  });
}
