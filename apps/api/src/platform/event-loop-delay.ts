import { elapsedMs } from './clock.ts';

const INTERVAL_MS = 50;
/** What is longer ago than this counts little. */
const MEMORY_MS = 1_000;

export type EventLoopDelay = { currentMs(): number; stop(): void };

/**
 * How late the event loop comes to what is due, averaged over the last second by time: half a second in one piece counts as
 * half a second, however many short turns lie around it. Nothing else is asked of a request than to read one number.
 */
export function watchEventLoopDelay(): EventLoopDelay {
  let delayMs = 0;
  let lastMs = elapsedMs();
  const timer = setInterval(() => {
    const nowMs = elapsedMs();
    const passedMs = nowMs - lastMs;
    lastMs = nowMs;
    const weight = 1 - Math.exp(-passedMs / MEMORY_MS);
    delayMs += weight * (Math.max(0, passedMs - INTERVAL_MS) - delayMs);
  }, INTERVAL_MS).unref();
  return { currentMs: () => delayMs, stop: () => clearInterval(timer) };
}
