import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../apps/api/src/platform/db/embedded-postgres.ts';
import { queryRows } from '../../apps/api/test/cluster.ts';
import { startRedis } from '../../apps/api/test/redis-server.ts';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

/** What `npm start` tells Node and the C library. */
const startScript = packageJson.scripts.start;
const nodeFlags = startScript.match(/--\S+/g) ?? [];
const arenas = /MALLOC_ARENA_MAX=(\d+)/.exec(startScript)?.[1];

/** A database and a Redis of its own, in a folder of its own. */
export type Backends = {
  ownerUrl: string;
  adminUrl: string;
  postgresPid: number;
  redisUrl: string;
  stop(): Promise<void>;
};

/** Starts PostgreSQL, as durable as the product has it, and Redis. */
export async function startBackends(folder: string): Promise<Backends> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const redis = await startRedis();
  const rows = await queryRows<{ pid: number }>(
    postgres.adminUrl,
    `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`,
  );
  return {
    ownerUrl: postgres.ownerUrl,
    adminUrl: postgres.adminUrl,
    postgresPid: rows[0]?.pid ?? 0,
    redisUrl: redis.url,
    stop: async () => {
      await redis.close();
      await postgres.stop();
    },
  };
}

export type Service = {
  url: string;
  pid: number;
  /** Milliseconds from start to ready. */
  readyAfterMs: number;
  /** What the heap holds after collection; only of a service started with `measuresHeap`. */
  heapMb(): Promise<number>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

type StartOptions = { folder: string; backends: Backends; secret: string; measuresHeap: boolean };

/** Runs the product as in production: its own process, JSON logs to a file, nothing of this one's environment. */
export async function startService({
  folder,
  backends,
  secret,
  measuresHeap,
}: StartOptions): Promise<Service> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(join(folder, 'service.log'), 'a');
  const measuring = measuresHeap
    ? ['--expose-gc', '--import', join(import.meta.dirname, 'heap-on-request.ts')]
    : [];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, ...measuring, 'apps/api/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      MALLOC_ARENA_MAX: arenas,
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: folder,
      DATABASE_URL: backends.ownerUrl,
      REDIS_URL: backends.redisUrl,
      SECRET: secret,
      LOG_LEVEL: 'info',
      // One address plays everybody.
      RATE_LIMIT_FACTOR: '10000',
    },
    stdio: ['ignore', log, log, ...(measuresHeap ? (['ipc'] as const) : [])],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  await untilReady(url, hasEnded);
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - startedAt,
    heapMb: () => heapOf(child),
    hasEnded,
    stop: async () => {
      process.off('exit', kill);
      if (hasEnded()) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function heapOf(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message', { signal: AbortSignal.timeout(10_000) });
  child.send('measure');
  const [{ heapBytes }] = (await answered) as [{ heapBytes: number }];
  return heapBytes / 2 ** 20;
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600 && !hasEnded(); attempt++) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error('The service did not become ready; its log says why');
}

/** A secret that the service and whoever prepares its database share. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A port that is free at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
