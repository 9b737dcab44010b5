import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../../apps/api/src/platform/db/embedded-postgres.ts';
import { startRedis, type TestRedis } from '../../../apps/api/test/redis-server.ts';
import type { Children } from './children.ts';
import type { Ports } from './write-configuration.ts';

/** The product as it runs in production, with what it needs, each of which can be broken and repaired. */
export type Service = {
  url: string;
  redis: TestRedis;
  postgres: { stop(): Promise<void>; start(): Promise<void> };
  /** Sends the running process a signal. */
  signal(name: NodeJS.Signals): void;
  /** Ends the process without a word and starts it again, until it tells its metrics. */
  crash(): Promise<void>;
  close(): Promise<void>;
};

const root = join(import.meta.dirname, '../../..');

/** Starts PostgreSQL, Redis and the product; its log is `service.log` of the children's folder. */
export async function startService(children: Children, folder: string, ports: Ports): Promise<Service> {
  const dataDir = join(folder, 'data');
  let postgres = await startEmbeddedPostgres({ dataDir });
  const databaseUrl = postgres.ownerUrl;
  const redis = await startRedis();
  const url = `http://127.0.0.1:${ports.app}`;
  const env = {
    NODE_ENV: 'production',
    PORT: String(ports.app),
    PUBLIC_URL: url,
    METRICS_PORT: String(ports.metrics),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    SECRET: randomBytes(32).toString('base64url'),
    // One address plays everybody.
    RATE_LIMIT_FACTOR: '100',
  };
  const start = (readyAt: string): Promise<ChildProcess> =>
    children.start('service', [process.execPath, 'apps/api/src/main.ts'], { url: readyAt, env, cwd: root });
  let running = await start(`${url}/readyz`);
  return {
    url,
    redis,
    postgres: {
      stop: () => postgres.stop(),
      start: async () => {
        postgres = await startEmbeddedPostgres({ dataDir, port: Number(new URL(databaseUrl).port) });
      },
    },
    signal: (name) => void running.kill(name),
    crash: async () => {
      const gone = once(running, 'exit');
      running.kill('SIGKILL');
      await gone;
      running = await start(`http://127.0.0.1:${ports.metrics}/livez`);
    },
    close: async () => {
      await redis.close();
      await postgres.stop();
    },
  };
}

/** Asks for things as people do, some of which need the database, until it is aborted. */
export async function keepAsking(url: string, signal: AbortSignal): Promise<void> {
  // A session that is none: it is looked up all the same.
  const headers = { cookie: `healthprotocol.session_token=${'x'.repeat(32)}.x` };
  const ask = async (path: string): Promise<void> => {
    const answer = await fetch(url + path, { headers, signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    await answer?.arrayBuffer().catch(() => undefined);
  };
  while (!signal.aborted) {
    void ask('/api/v1/session');
    void ask('/');
    await sleep(100);
  }
}
