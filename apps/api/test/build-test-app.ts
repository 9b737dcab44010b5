import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Kysely } from 'kysely';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase, requestOptions } from '../src/platform/db/pool.ts';
import type { Database } from '../src/platform/db/schema.ts';
import { watchSlowStatements } from '../src/platform/db/watch-statements.ts';
import { createLogger } from '../src/platform/logger.ts';
import { createMetrics, type Metrics } from '../src/platform/metrics/metrics.ts';
import { openTracing } from '../src/platform/tracing/tracing.ts';
import { framesTransaction, statementShape } from './statement-shape.ts';
import { createTestDatabase } from './test-database.ts';

export type TestApp = {
  app: FastifyInstance;
  /** As the application's own role: row-level security applies. */
  db: Kysely<Database>;
  /** As the owner of the tables: for setting up and for looking at what was written. */
  owner: Kysely<Database>;
  /** For commands that run in a process of their own. */
  ownerUrl: string;
  appUrl: string;
  dataDir: string;
  metrics: Metrics;
  /** Sets the clock of the application. */
  setNow(instant: string): void;
  /** SQL of every statement the application sent since the last call. */
  takeStatements(): string[];
  /** How often the application waited for the database since the last call. */
  takeRoundTrips(): number;
  request(options: InjectOptions): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
};

/** The real application on a database of its own. The clock stands still at `now` until a test moves it. */
export async function buildTestApp({
  now = '2026-11-23T12:00:00Z',
  environment = {},
  via,
  logDestination,
  besides,
  poolMax = 5,
  webFolder,
}: {
  now?: string;
  environment?: Record<string, string>;
  /** Puts something between the application and its database, and returns the address of that. */
  via?: (appUrl: string) => Promise<string>;
  /** Where log lines go, in tests that read them. */
  logDestination?: { write(line: string): void };
  /** Another instance, whose database this one shares. */
  besides?: TestApp;
  poolMax?: number;
  /** The files of a web app; without it, the built one if there is one. */
  webFolder?: string;
} = {}): Promise<TestApp> {
  const { appUrl, ownerUrl, drop } = besides
    ? { appUrl: besides.appUrl, ownerUrl: besides.ownerUrl, drop: async () => {} }
    : await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'healthprotocol-test-'));
  const result = readConfig({
    args: [],
    environment: {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      SECRET: 'a secret that only the tests know, 32+',
      RATE_LIMIT_FACTOR: '1000',
      // How busy the machine is that runs the tests says nothing about the product.
      MAX_EVENT_LOOP_DELAY_MS: '0',
      ...environment,
    },
  });
  if (result.kind !== 'config') throw new Error(JSON.stringify(result));
  const config = { ...result.config, SECRET: result.config.SECRET ?? '' };

  let statements: string[] = [];
  const shapes = new Set<string>();
  let roundTrips = 0;
  let instant = new Date(now);
  const metrics = createMetrics();
  const logger = createLogger(config, logDestination);
  const tracing = await openTracing(config, 'test');
  const watchSlow = watchSlowStatements({ slowMs: config.SLOW_STATEMENT_MS, metrics, logger });
  const db = openDatabase({
    ...requestOptions(config),
    url: via ? await via(appUrl) : appUrl,
    poolMax,
    onStatement: (sql, durationMs) => {
      statements.push(sql);
      watchSlow(sql, durationMs);
      shapes.add(sql);
      tracing?.addStatement(sql, durationMs);
    },
    onRoundTrip: () => {
      roundTrips += 1;
    },
    metrics,
  });
  let app: FastifyInstance | undefined;
  // What a test writes behind the service's back, the service cannot know of: it forgets what it has read.
  const owner = openDatabase({ url: ownerUrl, poolMax: 2, onStatement: () => void app?.cache.clear() });
  const deps = {
    config,
    database: db,
    logger,
    tracing,
    clock: { now: () => instant },
    metrics,
    isAccepting: () => true,
  };
  app = await buildApp(deps, webFolder);
  await app.ready();

  return {
    app,
    db,
    owner,
    ownerUrl,
    appUrl,
    dataDir,
    metrics,
    setNow: (next) => {
      instant = new Date(next);
    },
    takeStatements: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    takeRoundTrips: () => {
      const taken = roundTrips;
      roundTrips = 0;
      return taken;
    },
    request: (options) => app.inject(options),
    close: async () => {
      noteShapes(shapes);
      await app.close();
      await tracing?.close();
      await db.destroy();
      await owner.destroy();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Adds the statements to the list that `bench:scale --shapes` compares with, when SQL_SHAPES_FILE names one. */
function noteShapes(statements: ReadonlySet<string>): void {
  const file = process.env.SQL_SHAPES_FILE;
  if (!file) return;
  const lines = [...statements].filter((sql) => !framesTransaction(sql)).map(statementShape);
  appendFileSync(file, lines.map((line) => `${line}\n`).join(''));
}
