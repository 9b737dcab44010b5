import type { RedisClient } from '../redis/connect-redis.ts';
import { inTime } from '../redis/in-time.ts';
import { tellRedis } from './tell-redis.ts';

export const WINDOW_MS = 60_000;
/** How often Redis is told what was counted here, and tells what others counted. */
const SYNC_INTERVAL_MS = 200;
/** Most counts that are kept of one limit, about 2 MB; beyond, the oldest are forgotten. */
const MAX_COUNTS = 10_000;

/** What somebody has used of a limit in the minute that runs. */
export class RequestCount {
  readonly limit: string;
  readonly who: string;
  endsAtMs: number;
  /** Counted by this process. */
  own = 0;
  /** The part of `own` that Redis was told, whether or not it answered. */
  told = 0;
  /** What other processes counted, as far as Redis has said. */
  others = 0;

  constructor(limit: string, who: string, endsAtMs: number) {
    this.limit = limit;
    this.who = who;
    this.endsAtMs = endsAtMs;
  }

  get used(): number {
    return this.own + this.others;
  }
}

/** Counts of requests by limit and by whom it holds, of this process and, as Redis passes them on, of the others. */
export type RequestCounts = {
  /** The count of a limit in the window that runs, or in one that begins now. */
  of(limit: string, who: string): RequestCount;
  /** Until the window of a count ends. */
  leftMs(count: RequestCount): number;
  add(count: RequestCount): void;
  /** Tells Redis now what was counted, and hears what others counted; false when it did not answer in time. */
  agree(counts: readonly RequestCount[], patienceMs: number): Promise<boolean>;
  close(): void;
};

/**
 * Counts in the process, so that no request waits, and exchanges counts with other processes in the background. While Redis is
 * away or slow, each process goes on by what it knows. `elapsedMs` never jumps.
 */
export function createRequestCounts(
  redis: RedisClient | undefined,
  elapsedMs: () => number,
  maxCounts = MAX_COUNTS,
): RequestCounts {
  const byLimit = new Map<string, Map<string, RequestCount>>();
  const untold = new Set<RequestCount>();

  const find = (limit: string, who: string): RequestCount => {
    const nowMs = elapsedMs();
    let counts = byLimit.get(limit);
    if (!counts) {
      counts = new Map();
      byLimit.set(limit, counts);
    }
    const known = counts.get(who);
    if (known && known.endsAtMs > nowMs) return known;
    const count = new RequestCount(limit, who, nowMs + WINDOW_MS);
    // Put at the end, the newest; the first one is the oldest.
    counts.delete(who);
    counts.set(who, count);
    if (counts.size > maxCounts) counts.delete(counts.keys().next().value ?? who);
    return count;
  };

  const exchange = async (client: RedisClient, known: readonly RequestCount[]): Promise<void> => {
    const counts = known.map((count) => ({
      key: `${count.limit}:${count.who}`,
      more: count.own - count.told,
    }));
    for (const count of known) count.told = count.own;
    const toldThen = known.map((count) => count.told);
    const shared = await tellRedis(client, counts, WINDOW_MS);
    for (const [index, { total, leftMs }] of shared.entries()) {
      const count = known[index]!;
      const endsAtMs = elapsedMs() + leftMs;
      let told = toldThen[index]!;
      // Half a window later than believed: it is the next one, which knows only what was told just now.
      if (endsAtMs - count.endsAtMs > WINDOW_MS / 2) {
        const past = told - counts[index]!.more;
        count.own -= past;
        count.told -= past;
        told -= past;
      }
      count.endsAtMs = endsAtMs;
      count.others = Math.max(0, total - told);
    }
  };

  let syncing = false;
  const sync = async (client: RedisClient): Promise<void> => {
    if (syncing || untold.size === 0) return;
    syncing = true;
    const known = [...untold].filter((count) => count.endsAtMs > elapsedMs());
    untold.clear();
    await exchange(client, known).catch(() => undefined);
    syncing = false;
  };
  const timer = redis && setInterval(() => void sync(redis), SYNC_INTERVAL_MS).unref();
  const sweeper = setInterval(() => {
    for (const counts of byLimit.values())
      for (const [who, { endsAtMs }] of counts) if (endsAtMs <= elapsedMs()) counts.delete(who);
  }, WINDOW_MS).unref();

  return {
    of: find,
    leftMs: (count) => Math.max(0, count.endsAtMs - elapsedMs()),
    add: (count) => {
      count.own++;
      if (redis) untold.add(count);
    },
    agree: async (counts, patienceMs) => {
      if (!redis) return true;
      for (const count of counts) untold.delete(count);
      return inTime(exchange(redis, counts), patienceMs).then(
        () => true,
        () => false,
      );
    },
    close: () => {
      clearInterval(timer);
      clearInterval(sweeper);
    },
  };
}
