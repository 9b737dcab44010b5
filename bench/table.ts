import { PRODUCT, type ScenarioResult } from './summary.ts';

const columns = [
  ['req/s', 8],
  ['p50 ms', 8],
  ['p95 ms', 8],
  ['p99 ms', 8],
  ['to floor', 9],
  ['SQL trips', 10],
  ['Redis', 6],
  ['CPU µs/req', 11],
  ['RSS MB', 7],
  ['loop p99 ms', 12],
] as const;
const NAME_WIDTH = 34;

/** The one table of a run: each server of each scenario in a line. */
export function tableOf(results: readonly ScenarioResult[]): string {
  const head = ' '.repeat(NAME_WIDTH) + columns.map(([title, width]) => title.padStart(width)).join('');
  const lines = results.flatMap(({ name, servers, sqlRoundTrips, redisRoundTrips }) => [
    name,
    ...servers.map((row) => {
      const isProduct = row.server === PRODUCT;
      const cells = [
        row.perSecond.toFixed(row.perSecond < 100 ? 1 : 0),
        row.p50Ms.toFixed(2),
        row.p95Ms.toFixed(2),
        row.p99Ms.toFixed(2),
        row.throughputToFloor === undefined ? '' : `${(row.throughputToFloor * 100).toFixed(0)} %`,
        isProduct ? String(sqlRoundTrips) : '',
        isProduct ? String(redisRoundTrips) : '',
        row.cpuMicrosecondsPerRequest.toFixed(0),
        (row.rssBytes / 1e6).toFixed(0),
        row.eventLoopDelayMs.toFixed(1),
      ];
      return `  ${row.server}`.padEnd(NAME_WIDTH) + cells.map((c, i) => c.padStart(columns[i]![1])).join('');
    }),
  ]);
  return [head, ...lines].join('\n');
}
