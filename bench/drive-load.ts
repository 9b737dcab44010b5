import { createHistogram } from 'node:perf_hooks';
import { openConnection } from './http-connection.ts';

/** Bytes of the next request of a connection; connections are numbered from 0. */
export type NextRequest = (connection: number) => Buffer;

export type LoadResult = {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
};

export type Load = { port: number; connections: number; durationMs: number; nextRequest: NextRequest };

/**
 * Keeps every connection busy with one request after the other for the given time.
 * @throws Error at the first answer that is no success
 */
export async function driveLoad({ port, connections, durationMs, nextRequest }: Load): Promise<LoadResult> {
  const latencyMicroseconds = createHistogram();
  const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;
  let requests = 0;
  await Promise.all(
    opened.map(async (connection, index) => {
      for (;;) {
        const sentAt = performance.now();
        if (sentAt >= endsAt) break;
        const status = await connection.send(nextRequest(index));
        if (status >= 300) throw new Error(`A request failed: ${connection.lastAnswer().slice(0, 1000)}`);
        const answeredAt = performance.now();
        // What comes after the end is not part of the throughput.
        if (answeredAt <= endsAt) requests += 1;
        latencyMicroseconds.record(Math.max(1, Math.round((answeredAt - sentAt) * 1000)));
      }
    }),
  );
  for (const connection of opened) connection.close();
  const percentile = (percent: number) => latencyMicroseconds.percentile(percent) / 1000;
  return {
    requests,
    perSecond: requests / (durationMs / 1000),
    p50Ms: percentile(50),
    p95Ms: percentile(95),
    p99Ms: percentile(99),
  };
}
