import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteContract } from '@healthprotocol/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../apps/api/src/app.ts';
import { readConfig } from '../../apps/api/src/config.ts';
import { listJobs } from '../../apps/api/src/jobs.ts';
import { openDatabase, requestOptions } from '../../apps/api/src/platform/db/pool.ts';
import { createLogger } from '../../apps/api/src/platform/logger.ts';
import { createMetrics } from '../../apps/api/src/platform/metrics/metrics.ts';
import { SESSION_COOKIE } from '../../apps/api/src/platform/session-cookie.ts';
import { tokenOf } from './people.ts';

export type Method = RouteContract['method'];

/** The real application on one of the databases. */
export type ScaleApp = {
  contracts: readonly RouteContract[];
  /** Sends a request below `/api/v1` as a user, or as nobody. */
  send(userId: string | null, method: Method, path: string, body?: object): Promise<LightMyRequestResponse>;
  /** Does once what the service does by itself. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
};

/** Builds the application in this process; its clock stands at `nowMs`, the moment up to which the data was made. */
export async function openScaleApp(appUrl: string, nowMs: number): Promise<ScaleApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'healthprotocol-scale-'));
  const result = readConfig({
    args: [],
    environment: {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      SECRET: 'a secret that only measurements know',
      RATE_LIMIT_FACTOR: '1000',
      MAX_EVENT_LOOP_DELAY_MS: '0',
    },
  });
  if (result.kind !== 'config') throw new Error(JSON.stringify(result));
  const config = { ...result.config, SECRET: result.config.SECRET ?? '' };
  const database = openDatabase({
    ...requestOptions(config),
    url: appUrl,
    poolMax: 2,
    // Whoever explains a statement runs it several times.
    limits: { statementTimeoutMs: 0, idleTimeoutMs: 0 },
  });
  const logger = createLogger(config);
  const clock = { now: () => new Date(nowMs) };
  const app = await buildApp({
    config,
    database,
    logger,
    clock,
    metrics: createMetrics(),
    isAccepting: () => true,
  });
  await app.ready();
  return {
    contracts: app.api.contracts,
    send: (userId, method, path, body) =>
      app.inject({
        method,
        url: `/api/v1${path}`,
        ...(userId && { headers: { cookie: `${SESSION_COOKIE}=${tokenOf(userId)}.signature` } }),
        ...(body && { payload: body }),
      }),
    runJobs: async () => {
      for (const { run } of listJobs({ database, logger, clock })) await run();
    },
    close: async () => {
      await app.close();
      await database.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
