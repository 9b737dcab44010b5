import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../apps/api/src/platform/db/embedded-postgres.ts';
import { startRedis } from '../apps/api/test/redis-server.ts';

export type Services = {
  /** The role that owns the schema. */
  ownerUrl: string;
  redisUrl: string;
  /** A folder that is gone when this process ends. */
  folder: string;
  stop(): Promise<void>;
};

/** Starts a PostgreSQL as durable as in production and a Redis, both for this run alone and on free ports. */
export async function startServices(): Promise<Services> {
  if (spawnSync('redis-server', ['--version']).error)
    throw new Error(
      'The benchmark needs redis-server: `apt-get install redis-server`, or `brew install redis`.',
    );
  const folder = mkdtempSync(join(tmpdir(), 'healthprotocol-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const [postgres, redis] = await Promise.all([
    startEmbeddedPostgres({ dataDir: join(folder, 'data') }),
    startRedis(),
  ]);
  return {
    ownerUrl: postgres.ownerUrl,
    redisUrl: redis.url,
    folder,
    stop: async () => {
      await redis.close();
      await postgres.stop();
    },
  };
}
