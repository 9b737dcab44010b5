import type { RedisClient } from '../redis/connect-redis.ts';
import { tellRedis } from './tell-redis.ts';

export const WINDOW_MS = 60_000;
/** How often Redis is told what was counted here, and tells what others counted. */
const SYNC_INTERVAL_MS = 200;
/** Most keys that are kept, about 15 MB; beyond, the oldest are forgotten. */
const MAX_KEYS = 50_000;

/** The requests of one key in the minute that runs. */
type Tally = {
  key: string;
  /** Counted by this process. */
  own: number;
  /** The part of `own` that Redis was told, whether or not it answered. */
  told: number;
  /** What other processes counted, as far as Redis has said. */
  others: number;
  endsAtMs: number;
};

/** Counts of requests by key, of this process and, as Redis passes them on, of the others. */
export type RequestCounts = {
  /** Requests in the window that runs. */
  used(key: string): number;
  /** Until the window of the key ends. */
  leftMs(key: string): number;
  add(key: string): void;
  /** Tells Redis now what was counted, and hears what others counted; false when it did not answer in time. */
  agree(keys: readonly string[], patienceMs: number): Promise<boolean>;
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
  const tallies = new Map<string, Tally>();
  const untold = new Set<Tally>();

  const find = (key: string): Tally | undefined => {
    const tally = tallies.get(key);
    return tally && tally.endsAtMs > elapsedMs() ? tally : undefined;
  };
  const start = (key: string): Tally => {
    const tally = { key, own: 0, told: 0, others: 0, endsAtMs: elapsedMs() + WINDOW_MS };
    // Put at the end, the newest; the first one is the oldest.
    tallies.delete(key);
    tallies.set(key, tally);
    if (tallies.size > maxKeys) tallies.delete(tallies.keys().next().value ?? key);
    return tally;
  };

  const exchange = async (client: RedisClient, known: Tally[]): Promise<void> => {
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
    used: (key) => {
      const tally = find(key);
      return tally ? tally.own + tally.others : 0;
    },
    leftMs: (key) => {
      const tally = find(key);
      return tally ? tally.endsAtMs - elapsedMs() : WINDOW_MS;
    },
    add: (key) => {
      const tally = find(key) ?? start(key);
      tally.own++;
      if (redis) untold.add(tally);
    },
    agree: async (keys, patienceMs) => {
      if (!redis) return true;
      const known = keys.map((key) => find(key) ?? start(key));
      for (const tally of known) untold.delete(tally);
      return inTime(exchange(redis, known), patienceMs);
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
