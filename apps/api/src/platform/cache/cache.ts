import type { Clock } from '../clock.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { LocalTier, type Presence } from './local-tier.ts';
import type { RemoteTier } from './redis-tier.ts';
import type { Subject } from './subjects.ts';

/** Longest that a value is kept, by cache. A session and what commands change from outside are out of date by a minute at most. */
export const LONGEST_MS = {
  session: 60_000,
  today: 300_000,
  adherence: 300_000,
  client_plans: 300_000,
  client_record: 60_000,
  protocol_list: 60_000,
  assignment_plan: 3_600_000,
  protocol_version: 86_400_000,
} as const;

const SWEEP_INTERVAL_MS = 60_000;

export type CacheName = keyof typeof LONGEST_MS;

export type CacheKey = {
  cache: CacheName;
  /** What the value is about. */
  subject: Subject;
  /** Other subjects a write to which makes the value wrong, too. */
  dependsOn?: readonly Subject[];
  /** Tells several values of one cache about one subject apart; it holds the reader's scope where answers differ by it. */
  variant?: string;
};

/** A key whose value never changes; of a plan because its revision is compared by who uses it. */
export type ConstantKey = CacheKey & { cache: 'protocol_version' | 'assignment_plan' };

/** A value that was loaded, and the instant from which it has to be loaded again, where time alone makes it wrong. */
export type Loaded<T> = { value: T; validUntil?: number };

/** What the application keeps so as not to ask the database. Values are text or plain JSON, and are never changed by their readers. */
export type CacheService = {
  get<T>(key: CacheKey): Promise<T | undefined>;
  /** Keeps a value that was read before: for what never changes. Anything else goes through `getOrLoad`. */
  set<T>(key: CacheKey, value: T, ttlMs?: number): Promise<void>;
  delete(key: CacheKey): Promise<void>;
  /**
   * The cached value, or what `load` gives. Many who ask at once share one load; nobody is given what was loaded before a
   * write that ended before they asked.
   */
  getOrLoad<T>(key: CacheKey, load: () => Promise<Loaded<T>>): Promise<T>;
  /** Drops all that is cached about subjects, here and in every other process. Called after a write has committed. */
  invalidate(...subjects: Subject[]): Promise<void>;
  /** Drops everything, everywhere. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  clock: Clock;
  metrics: Metrics;
  /** Most bytes of values in this process; 0 keeps nothing. */
  localBytes?: number;
  remote?: RemoteTier | undefined;
};

type Flight = { presences: readonly Presence[]; result: Promise<unknown> };

/** In this process alone, or with `remote` in front of a server that several processes share. */
export function createCache({
  clock,
  metrics,
  localBytes = 32 * 1024 * 1024,
  remote,
}: Options): CacheService {
  const local = new LocalTier(localBytes);
  const flights = new Map<string, Flight>();
  const counted = {
    hit: counterOf(metrics, 'hit'),
    miss: counterOf(metrics, 'miss'),
    bypass: counterOf(metrics, 'bypass'),
  };
  const count = (cache: CacheName, result: keyof typeof counted) => counted[result][cache].inc();
  const nowMs = () => clock.now().getTime();

  if (remote) {
    remote.onChanged((subject) => local.drop(subject));
    remote.onLost(() => local.clear());
  }
  const sweeper = setInterval(() => local.sweep(nowMs()), SWEEP_INTERVAL_MS).unref();
  // Without the server, what others write would go unnoticed: then nothing is kept here either.
  const isUsable = () => localBytes > 0 && (remote === undefined || remote.isUp);

  const subjectsOf = ({ subject, dependsOn = [] }: CacheKey) => [subject, ...dependsOn];

  async function fromRemote(key: CacheKey, presences: readonly Presence[]): Promise<unknown> {
    if (!remote?.isUp) return undefined;
    const found = await remote.read(fieldOf(key), presences, 2 * LONGEST_MS[key.cache]);
    if (found === undefined || found.expiresAtMs <= nowMs()) return undefined;
    keepHere(key, presences, found.value, found.expiresAtMs);
    return found.value;
  }

  function keepHere(key: CacheKey, presences: readonly Presence[], value: unknown, expiresAtMs: number) {
    if (remote && !presences.every(({ version }) => version !== undefined)) return;
    local.set(localKeyOf(key), value, expiresAtMs, presences);
  }

  function keep(
    key: CacheKey,
    presences: readonly Presence[],
    value: unknown,
    validUntil: number | undefined,
  ) {
    const longest = nowMs() + LONGEST_MS[key.cache];
    const expiresAtMs = Math.min(longest, validUntil ?? longest);
    if (expiresAtMs <= nowMs() || !presences.every((presence) => local.isPresent(presence))) return;
    keepHere(key, presences, value, expiresAtMs);
    if (remote?.isUp) void remote.write(fieldOf(key), presences, { value, expiresAtMs });
  }

  async function load<T>(
    key: CacheKey,
    presences: readonly Presence[],
    loader: () => Promise<Loaded<T>>,
  ): Promise<T> {
    const cached = await fromRemote(key, presences);
    if (cached !== undefined) {
      count(key.cache, 'hit');
      return cached as T;
    }
    count(key.cache, isUsable() ? 'miss' : 'bypass');
    const end = metrics.cacheLoadSeconds.labels(key.cache).startTimer();
    const { value, validUntil } = await loader();
    end();
    if (isUsable()) keep(key, presences, value, validUntil);
    return value;
  }

  return {
    async get<T>(key: CacheKey) {
      const here = local.get(localKeyOf(key), nowMs());
      const value =
        here ??
        (await fromRemote(
          key,
          subjectsOf(key).map((one) => local.presenceOf(one)),
        ));
      count(key.cache, value !== undefined ? 'hit' : isUsable() ? 'miss' : 'bypass');
      return value as T | undefined;
    },

    async set(key, value, ttlMs) {
      if (!isUsable()) return;
      const presences = subjectsOf(key).map((subject) => local.presenceOf(subject));
      // A subject is written to by its version, which the first read of it gives.
      if (remote && presences.some(({ version }) => version === undefined)) await fromRemote(key, presences);
      keep(key, presences, value, ttlMs === undefined ? undefined : nowMs() + ttlMs);
    },

    async delete(key) {
      local.delete(localKeyOf(key));
      // Our own change ends the tracking of the subject; the next read begins it again.
      if (remote) local.drop(key.subject);
      await remote?.deleteField(key.subject, fieldOf(key));
    },

    async getOrLoad<T>(key: CacheKey, loader: () => Promise<Loaded<T>>): Promise<T> {
      const localKey = localKeyOf(key);
      const here = local.get(localKey, nowMs());
      if (here !== undefined) {
        count(key.cache, 'hit');
        return here as T;
      }
      const flight = flights.get(localKey);
      if (flight?.presences.every((presence) => local.isPresent(presence)))
        return flight.result as Promise<T>;

      const presences = subjectsOf(key).map((subject) => local.presenceOf(subject));
      const result = load(key, presences, loader);
      const mine = { presences, result };
      flights.set(localKey, mine);
      try {
        return await result;
      } finally {
        if (flights.get(localKey) === mine) flights.delete(localKey);
      }
    },

    async invalidate(...subjects) {
      if (subjects.length === 0) return;
      metrics.cacheInvalidations.inc(subjects.length);
      for (const subject of subjects) local.drop(subject);
      await remote?.drop(subjects);
      // Who read the old value from the server between the two has it here again.
      for (const subject of subjects) local.drop(subject);
    },

    clear: async () => {
      local.clear();
      await remote?.clear();
    },

    close: async () => {
      clearInterval(sweeper);
      await remote?.close();
    },
  };
}

type Counter = { inc(): void };

/** Labels are put together once, not for each look-up. */
function counterOf({ cacheRequests }: Metrics, result: string): Record<CacheName, Counter> {
  const counters = Object.keys(LONGEST_MS).map((cache) => [cache, cacheRequests.labels(cache, result)]);
  return Object.fromEntries(counters) as Record<CacheName, Counter>;
}

const fieldOf = ({ cache, variant = '' }: CacheKey): string => `${cache}:${variant}`;
const localKeyOf = (key: CacheKey): string => `${key.subject}\n${fieldOf(key)}`;
