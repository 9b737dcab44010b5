import type { Round } from './measure-scenario.ts';

/** Medians of the rounds of one server in one scenario. */
export type Summary = Round & {
  server: string;
  /** Medians over the rounds of this one against the floor's round of the same turn; absent for floors. */
  throughputToFloor?: number;
  p99ToFloor?: number;
};

export type ScenarioResult = {
  key: string;
  name: string;
  sqlRoundTrips: number;
  redisRoundTrips: number;
  servers: Summary[];
  rounds: Record<string, Round[]>;
};

export const PRODUCT = 'product';

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Sums up the rounds of each server; `floor` is what the product is compared with. */
export function summarize(rounds: ReadonlyMap<string, Round[]>, floor: string | undefined): Summary[] {
  return [...rounds].map(([server, own]) => {
    const of = (value: (round: Round) => number) => median(own.map(value));
    const summary = {
      server,
      requests: of((round) => round.requests),
      perSecond: of((round) => round.perSecond),
      p50Ms: of((round) => round.p50Ms),
      p95Ms: of((round) => round.p95Ms),
      p99Ms: of((round) => round.p99Ms),
      cpuMicrosecondsPerRequest: of((round) => round.cpuMicrosecondsPerRequest),
      rssBytes: Math.max(...own.map((round) => round.rssBytes)),
      eventLoopDelayMs: of((round) => round.eventLoopDelayMs),
    };
    const floors = floor === undefined || server !== PRODUCT ? undefined : rounds.get(floor);
    if (!floors) return summary;
    const ratio = (value: (round: Round) => number) =>
      median(own.map((round, turn) => value(round) / value(floors[turn]!)));
    return {
      ...summary,
      throughputToFloor: ratio((round) => round.perSecond),
      p99ToFloor: ratio((round) => round.p99Ms),
    };
  });
}

/** The figures that budgets are written for. */
export function figuresOf(readyMs: number, results: readonly ScenarioResult[]): Record<string, number> {
  const figures: Record<string, number> = { startToReadyMs: readyMs };
  for (const { key, sqlRoundTrips, servers } of results) {
    const product = servers.find(({ server }) => server === PRODUCT);
    figures[`${key}.sqlRoundTrips`] = sqlRoundTrips;
    if (product?.throughputToFloor !== undefined)
      figures[`${key}.throughputToFloor`] = product.throughputToFloor;
    if (product?.p99ToFloor !== undefined) figures[`${key}.p99ToFloor`] = product.p99ToFloor;
  }
  return figures;
}
