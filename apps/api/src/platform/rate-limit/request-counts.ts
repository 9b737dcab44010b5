import type { RedisClient } from '../redis/connect-redis.ts';
import { tellRedis } from './tell-redis.ts';

export const WINDOW_MS = 60_000;
/** How often Redis is told what was counted here, and tells what others counted. */
const SYNC_INTERVAL_MS = 200;
/** Most keys that are kept, about 15 MB; beyond, the oldest are forgotten. */
const MAX_KEYS = 50_000;

/** The requests of one key in the minute that runs. */
export class RequestCount {
  readonly key: string;
  endsAtMs: number;
  /** Counted by this process. */
  own = 0;
  /** The part of `own` that Redis was told, whether or not it answered. */
  told = 0;
  /** What other processes counted, as far as Redis has said. */
  others = 0;

  constructor(key: string, endsAtMs: number) {
    this.key = key;
    this.endsAtMs = endsAtMs;
  }

  get used(): number {
    return this.own + this.others;
  }
}

/** Counts of requests by key, of this process and, as Redis passes them on, of the others. */
export type RequestCounts = {
  /** The count of a key in the window that runs, or in one that begins now. */
  of(key: string): RequestCount;
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
  maxKeys = MAX_KEYS,
): RequestCounts {
  const tallies = new Map<string, RequestCount>();
  const untold = new Set<RequestCount>();

  const find = (key: string): RequestCount => {
    const nowMs = elapsedMs();
    const known = tallies.get(key);
    if (known && known.endsAtMs > nowMs) return known;
    const tally = new RequestCount(key, nowMs + WINDOW_MS);
    // Put at the end, the newest; the first one is the oldest.
    tallies.delete(key);
    tallies.set(key, tally);
    if (tallies.size > maxKeys) tallies.delete(tallies.keys().next().value ?? key);
    return tally;
  };

  const exchange = async (client: RedisClient, known: readonly RequestCount[]): Promise<void> => {
    const counts = known.map((tally) => ({ key: tally.key, more: tally.own - tally.told }));
    for (const tally of known) tally.told = tally.own;
    const toldThen = known.map((tally) => tally.told);
    const shared = await tellRedis(client, counts, WINDOW_MS);
    for (const [index, { total, leftMs }] of shared.entries()) {
      const tally = known[index]!;
      const endsAtMs = elapsedMs() + leftMs;
      let told = toldThen[index]!;
      // Half a window later than believed: it is the next one, which knows only what was told just now.
      if (endsAtMs - tally.endsAtMs > WINDOW_MS / 2) {
        const past = told - counts[index]!.more;
        tally.own -= past;
        tally.told -= past;
        told -= past;
      }
      tally.endsAtMs = endsAtMs;
      tally.others = Math.max(0, total - told);
    }
  };

  let syncing = false;
  const sync = async (client: RedisClient): Promise<void> => {
    if (syncing || untold.size === 0) return;
    syncing = true;
    const known = [...untold].filter((tally) => tally.endsAtMs > elapsedMs());
    untold.clear();
    await exchange(client, known).catch(() => undefined);
    syncing = false;
  };
  const timer = redis && setInterval(() => void sync(redis), SYNC_INTERVAL_MS).unref();
  const sweeper = setInterval(() => {
    for (const [key, { endsAtMs }] of tallies) if (endsAtMs <= elapsedMs()) tallies.delete(key);
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
      return inTime(exchange(redis, counts), patienceMs);
    },
    close: () => {
      clearInterval(timer);
      clearInterval(sweeper);
    },
  };
}

/** True when the work was done within the time; false when it failed or was late. */
function inTime(work: Promise<void>, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs, false);
    const answer = (done: boolean) => {
      clearTimeout(timer);
      resolve(done);
    };
    work.then(
      () => answer(true),
      () => answer(false),
    );
  });
}
