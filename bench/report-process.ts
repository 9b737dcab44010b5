/**
 * Loaded before each measured server (`node --import`), so that floors and product report themselves in the same way and
 * neither knows of it: the parent sends `start` and `sample` over IPC.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a server used since the last `start`. */
export type ProcessSample = {
  cpuMicroseconds: number;
  rssBytes: number;
  /** 99th percentile of how late the event loop came round. */
  eventLoopDelayMs: number;
};

const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let cpuAtStart = process.cpuUsage();

process.on('message', (message) => {
  if (message === 'start') {
    cpuAtStart = process.cpuUsage();
    delay.reset();
  }
  if (message !== 'sample') return;
  const { user, system } = process.cpuUsage(cpuAtStart);
  process.send?.({
    cpuMicroseconds: user + system,
    rssBytes: process.memoryUsage.rss(),
    // The histogram counts the time between two looks, which is the resolution when nothing is late.
    eventLoopDelayMs: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
  } satisfies ProcessSample);
});
// The server alone decides when the process ends.
process.channel?.unref();
