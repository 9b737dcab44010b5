import type { Logger } from 'pino';
import { newId } from '../ids.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { inTime } from '../redis/in-time.ts';
import { KeyTracking } from './key-tracking.ts';
import type { Presence } from './local-tier.ts';
import type { Subject } from './subjects.ts';
import { type Kept, packValue, unpackValue } from './value-format.ts';

/** A cache server that several processes share. It never fails a caller: what it cannot answer in time it does not know. */
export type RemoteTier = {
  readonly isUp: boolean;
  /** What is kept in a field of the first subject, if it was loaded since the last write to any. One round trip. */
  read(field: string, presences: readonly Presence[], subjectTtlMs: number): Promise<Kept | undefined>;
  write(field: string, presences: readonly Presence[], kept: Kept): Promise<void>;
  deleteField(subject: Subject, field: string): Promise<void>;
  /** Drops subjects for everybody. */
  drop(subjects: readonly Subject[]): Promise<void>;
  /** Drops everything for everybody. */
  clear(): Promise<void>;
  /** Another process wrote to a subject. */
  onChanged(listener: (subject: Subject) => void): void;
  /** From now on changes may go unnoticed. */
  onLost(listener: () => void): void;
  close(): Promise<void>;
};

/** Longest that a request waits for the server. */
const PATIENCE_MS = 200;
const PROBE_MS = 250;
const PREFIX = 'hp:';
const EPOCH_KEY = `${PREFIX}epoch`;

/*
 * A subject is one hash: its version under `v`, each value under its field. Dropping the hash drops every value and the version;
 * who was still loading then finds another version and keeps nothing. Reads inside the scripts are tracked by the server, which
 * tells this connection when somebody else changes the hash. A change of our own ends the tracking, so each script reads last.
 */
const READ = `
local v = redis.call('HGET', KEYS[1], 'v')
if not v then
  v = ARGV[2]
  redis.call('HSET', KEYS[1], 'v', v)
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {v, redis.call('HGET', KEYS[1], ARGV[1])}`;

const WRITE = `
if redis.call('HGET', KEYS[1], 'v') == ARGV[1] then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
end
return redis.call('HGET', KEYS[1], 'v')`;

/** The tier on Redis 7 or Valkey, with its own connection. */
export function createRedisTier({
  url,
  logger,
  metrics,
}: {
  url: string;
  logger: Logger;
  metrics: Metrics;
}): RemoteTier {
  let changed: (subject: Subject) => void = () => {};
  let lost: () => void = () => {};
  /** Part of every key's name. Whoever may have missed a change starts a new one, so that nothing kept before is ever read. */
  let epoch: string | undefined;
  let lastEpoch = '';
  /** How often a change may have gone untold since the epoch was last joined; then its values are not to be trusted. */
  let untold = 0;
  /** Counts attempts to join, of which only the latest matters. */
  let attempts = 0;
  let probe: NodeJS.Timeout | undefined;
  let closed = false;

  const tracking = new KeyTracking((key) => {
    if (key === null || key === EPOCH_KEY) changeEpoch();
    else if (epoch && key.startsWith(PREFIX + epoch))
      changed(key.slice(PREFIX.length + epoch.length + 1) as Subject);
  });
  const client = connectRedis({ url, name: 'cache', logger, tracking });
  client.on('ready', () => joinEpoch());
  client.on('error', () => leave());
  client.on('reconnecting', () => leave());

  const keyOf = (subject: Subject) => `${PREFIX}${lastEpoch}:${subject}`;

  function leave(): void {
    if (epoch !== undefined) untold++;
    attempts++;
    epoch = undefined;
    metrics.cacheUp.set(0);
    lost();
  }

  /** Joins the epoch of the others, or begins a new one where a write may have gone untold. */
  function joinEpoch(): void {
    const fresh = newId();
    const attempt = ++attempts;
    const renewedFor = untold;
    const announced = client.set(EPOCH_KEY, fresh, renewedFor > 0 ? {} : { NX: true });
    inTime(
      announced.then(() => client.get(EPOCH_KEY)),
      PATIENCE_MS,
    )
      .then((current) => {
        if (attempt !== attempts) return;
        if (typeof current !== 'string' || closed) throw new Error('The cache server keeps nothing');
        // Something was written meanwhile, which the epoch just joined may hide.
        if (untold > renewedFor) return joinEpoch();
        epoch = current;
        lastEpoch = current;
        untold = 0;
        metrics.cacheUp.set(1);
      })
      .catch(() => {
        if (attempt === attempts) suspend();
      });
  }

  /** Another process began a new epoch, or the server has forgotten this one. */
  function changeEpoch(): void {
    const before = untold;
    leave();
    // The new epoch hides nothing that this process had told.
    untold = before;
    joinEpoch();
  }

  /** A server that is late or refuses is left alone and asked again now and then. */
  function suspend(): void {
    leave();
    if (probe || closed) return;
    probe = setInterval(() => {
      if (!client.isReady) return;
      inTime(client.ping(), PATIENCE_MS)
        .then(() => {
          if (epoch !== undefined || !probe) return;
          clearInterval(probe);
          probe = undefined;
          joinEpoch();
        })
        .catch(() => undefined);
    }, PROBE_MS);
    probe.unref();
  }

  /** The answer, or undefined where the server fails; a failure ends the use of the server for a while. */
  async function ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (epoch === undefined) return undefined;
    const asked = epoch;
    try {
      return await inTime(command(), PATIENCE_MS);
    } catch {
      metrics.cacheErrors.inc();
      // A server that is full still reads and forgets.
      if (epoch === asked) suspend();
      return undefined;
    }
  }

  const open = async (presence: Presence, field: string, ttlMs: number): Promise<unknown> => {
    const answer = (await client.eval(READ, {
      keys: [keyOf(presence.subject)],
      arguments: [field, newId(), String(ttlMs)],
    })) as [string, string | null];
    presence.version = answer[0];
    return answer[1];
  };

  return {
    get isUp() {
      return epoch !== undefined;
    },

    async read(field, presences, subjectTtlMs) {
      const [subject, ...others] = presences;
      const packed = await ask(async () => {
        const [value] = await Promise.all([
          open(subject!, field, subjectTtlMs),
          ...others.filter(({ version }) => version === undefined).map((one) => open(one, 'v', subjectTtlMs)),
        ]);
        return value;
      });
      return typeof packed === 'string' ? unpackValue(packed, others) : undefined;
    },

    async write(field, [subject, ...others], kept) {
      await ask(() =>
        client.eval(WRITE, {
          keys: [keyOf(subject!.subject)],
          arguments: [subject!.version ?? '', field, packValue(kept, others)],
        }),
      );
    },

    async deleteField(subject, field) {
      await ask(() => client.hDel(keyOf(subject), field));
    },

    async drop(subjects) {
      const unlink = () => Promise.all(subjects.map((subject) => client.unlink(keyOf(subject))));
      if (epoch !== undefined) await ask(unlink);
      else {
        // Others may still get on with the server, so it is told; nobody waits for it.
        untold++;
        if (client.isReady) unlink().catch(() => undefined);
      }
    },

    async clear() {
      // Others hear of the new epoch by the tracking of its key; a change of our own is not told to us.
      await ask(() => client.set(EPOCH_KEY, newId()));
      changeEpoch();
    },

    onChanged(listener) {
      changed = listener;
    },
    onLost(listener) {
      lost = listener;
    },
    async close() {
      closed = true;
      clearInterval(probe);
      epoch = undefined;
      client.destroy();
    },
  };
}
