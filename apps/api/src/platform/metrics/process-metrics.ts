import { performance } from 'node:perf_hooks';
import { collectDefaultMetrics } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** Adds what Node says of the process itself: memory, garbage collection, and how far and how often the event loop is busy. */
export function addProcessMetrics({ registry, eventLoopUtilization, onScrape }: Metrics): void {
  collectDefaultMetrics({ register: registry });
  let before = performance.eventLoopUtilization();
  onScrape(() => {
    const now = performance.eventLoopUtilization();
    eventLoopUtilization.set(performance.eventLoopUtilization(now, before).utilization);
    before = now;
  });
}
