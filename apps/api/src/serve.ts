import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { stayConnected } from './platform/db/connected-services.ts';
import { openOwnerDatabase } from './platform/db/database-urls.ts';
import { knowsSecret } from './platform/db/installation.ts';
import { openDatabase, requestOptions } from './platform/db/pool.ts';
import { choosePoolSize } from './platform/db/pool-size.ts';
import { prepareDatabase, useSecret } from './platform/db/prepare-database.ts';
import type { Database } from './platform/db/schema.ts';
import { watchSlowStatements } from './platform/db/watch-statements.ts';
import { type ErrorReports, openErrorReports } from './platform/error-reports/error-reports.ts';
import { type Job, startJobs } from './platform/jobs/jobs.ts';
import { createLogger } from './platform/logger.ts';
import { createMetrics, type Metrics } from './platform/metrics/metrics.ts';
import { startMetricsServer } from './platform/metrics/metrics-server.ts';
import { addProcessMetrics } from './platform/metrics/process-metrics.ts';
import { beginRun } from './platform/run-record.ts';
import { findSecret, loadOrCreateSecret } from './platform/secret.ts';
import { openTracing, type Tracing } from './platform/tracing/tracing.ts';
import { closeOnSignals } from './shutdown.ts';

/** What the application is built from. */
export type AppDeps = {
  config: Config & { SECRET: string };
  database: Kysely<Database>;
  logger: Logger;
  clock: Clock;
  metrics: Metrics;
  /** Undefined where nobody asked for traces. */
  tracing?: Tracing | undefined;
  errorReports?: ErrorReports | undefined;
  /** False from the moment the service is asked to stop, so that /readyz turns load balancers away. */
  isAccepting: () => boolean;
};

export type DemoSignIn = { role: string; email: string; password: string };

/** Loads the demo organizations if `mode` wants them, and returns their sign-ins if they are there. */
export type LoadDemo = (options: {
  deps: AppDeps;
  ownerUrl: string;
  appUrl: string;
  /** `auto` loads into a database without organizations only. */
  mode: 'auto' | 'true';
  onProgress: (line: string) => void;
}) => Promise<DemoSignIn[]>;

type Parts = {
  buildApp: (deps: AppDeps) => Promise<FastifyInstance>;
  loadDemo?: LoadDemo;
  listJobs?: (deps: AppDeps) => Job[];
};

/** What one start has opened so far, to be closed in the reverse order. */
type Run = {
  logger: Logger;
  closers: (() => Promise<unknown>)[];
  accepting: boolean;
  listening: boolean;
  errorReports?: ErrorReports;
};

/** Brings the service up from nothing and returns its address; it goes down by a signal. */
export async function serve(config: Config, parts: Parts): Promise<string> {
  const run: Run = { logger: createLogger(config), closers: [], accepting: true, listening: false };
  const drainMs = config.DRAIN_DELAY_SECONDS * 1000;
  const delayMs = drainMs + config.SHUTDOWN_TIMEOUT_SECONDS * 1000 + databasePatienceMs;
  const onCrash = (error: Error): void => run.errorReports?.report(error, {});
  closeOnSignals({ logger: run.logger, delayMs, onCrash }, async () => {
    run.accepting = false;
    if (run.listening) await pause(drainMs);
    for (const close of run.closers.reverse()) await close();
    run.logger.info('closed');
  });
  if (config.NODE_ENV === 'production' && new URL(config.PUBLIC_URL).hostname === 'localhost')
    run.logger.warn('PUBLIC_URL is not set, so links in mail lead to localhost');
  try {
    return await bringUp(config, parts, run);
  } catch (error) {
    if (run.accepting) throw error;
    // Told to stop while starting, it fails on what was taken from it; the process is about to end anyway.
    return new Promise<never>(() => {});
  }
}

async function bringUp(settings: Config, { buildApp, loadDemo, listJobs }: Parts, run: Run): Promise<string> {
  const { logger, closers } = run;
  const onProgress = (line: string): void => logger.info(line);

  const metrics = createMetrics();
  if (settings.METRICS_PORT !== undefined) {
    addProcessMetrics(metrics);
    const server = await startMetricsServer(metrics, {
      host: settings.METRICS_HOST,
      port: settings.METRICS_PORT,
    });
    closers.push(server.close);
    onProgress(`Metrics are at ${server.url}`);
  }

  const errorReports = await openErrorReports(settings, packageJson.version);
  if (errorReports) {
    run.errorReports = errorReports;
    closers.push(() => errorReports.close(2000));
  }
  const tracing = await openTracing(settings, packageJson.version);
  if (tracing) closers.push(() => atMost(2000, tracing.close()));

  let record: ReturnType<typeof beginRun> | undefined;
  closers.push(async () => record?.end());
  const { ownerUrl, release } = await openOwnerDatabase(settings, onProgress);
  closers.push(release);
  // With a database of one's own nobody else uses the folder.
  if (!settings.DATABASE_URL) record = beginRun(settings.DATA_DIR, systemClock.now());
  if (record?.earlierEnd) logger.warn(record.earlierEnd);
  const config = { ...settings, SECRET: settings.SECRET ?? (await ownSecret(settings, ownerUrl)) };
  const { appUrl, applied } = await prepareDatabase({ ownerUrl, ...config });
  for (const name of applied) onProgress(`Applied migration ${name}`);
  await useSecret(ownerUrl, config.SECRET);
  const poolMax = await choosePoolSize(ownerUrl, {
    wanted: config.DATABASE_POOL_MAX,
    instances: config.INSTANCES,
  });

  const watchSlow = watchSlowStatements({ slowMs: config.SLOW_STATEMENT_MS, metrics, logger });
  const database = openDatabase({
    url: appUrl,
    poolMax,
    ...requestOptions(config),
    onPoolError: ({ message: reason }) => logger.warn({ reason }, 'the database closed a connection'),
    onStatement: (sql, durationMs) => {
      watchSlow(sql, durationMs);
      tracing?.addStatement(sql, durationMs);
    },
    metrics,
  });
  closers.push(() => atMost(2000, database.destroy()));
  const leave = stayConnected(database);
  closers.push(async () => leave());
  const deps = {
    config,
    database,
    logger,
    clock: systemClock,
    metrics,
    tracing,
    errorReports,
    isAccepting: () => run.accepting,
  };

  const wantsDemo = config.NODE_ENV !== 'production' && config.DEMO_DATA !== 'false';
  const mode = config.DEMO_DATA === 'true' ? 'true' : 'auto';
  const signIns = loadDemo && wantsDemo ? await loadDemo({ deps, ownerUrl, appUrl, mode, onProgress }) : [];

  const app = await buildApp(deps);
  closers.push(() => closeApp(app, config.SHUTDOWN_TIMEOUT_SECONDS * 1000, logger));
  await app.listen({ host: config.HOST, port: config.PORT });
  run.listening = true;
  // After requests are answered, which do not wait for it.
  if (listJobs) await openJobs({ url: appUrl, jobs: listJobs(deps), metrics, logger }, run);
  return banner(config, app, signIns);
}

/** Where none is set: the one kept in DATA_DIR, which is made for a database that has never been used with any. */
async function ownSecret({ DATA_DIR }: Config, ownerUrl: string): Promise<string> {
  const found = findSecret(DATA_DIR, 'secret');
  if (found === undefined && (await knowsSecret(ownerUrl)))
    throw new Error(`the database is used with a SECRET. Set it; none is kept in ${DATA_DIR}.`);
  return found ?? loadOrCreateSecret(DATA_DIR, 'secret');
}

/** A service whose jobs do not start still serves. */
async function openJobs(options: Parameters<typeof startJobs>[0], { logger, closers }: Run): Promise<void> {
  try {
    const jobs = await startJobs(options);
    closers.push(() => atMost(JOBS_PATIENCE_MS, jobs.close(JOBS_PATIENCE_MS)));
  } catch (err) {
    logger.error({ err }, 'jobs could not start');
  }
}

async function closeApp(app: FastifyInstance, timeoutMs: number, logger: Logger): Promise<void> {
  // A connection that falls idle after its last answer would be kept open for its next request.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  if ((await atMost(timeoutMs, app.close())) === 'late') logger.warn('requests still in flight were cut off');
  clearInterval(idle);
}

/** A job that does not end by then is done again by another instance. */
const JOBS_PATIENCE_MS = 5_000;

/** PostgreSQL gets 30 seconds for its last checkpoint and a little to end without one. */
const databasePatienceMs = 35_000;

const pause = (ms: number): Promise<'late'> =>
  new Promise((resolve) => void setTimeout(resolve, ms, 'late').unref());

const atMost = (ms: number, work: Promise<unknown>): Promise<unknown> => Promise.race([work, pause(ms)]);

function banner({ PUBLIC_URL, PORT }: Config, app: FastifyInstance, signIns: DemoSignIn[]): string {
  const address = PORT === 0 ? app.listeningOrigin : PUBLIC_URL;
  const width = Math.max(0, ...signIns.map(({ role }) => role.length));
  const emailWidth = Math.max(0, ...signIns.map(({ email }) => email.length));
  const rows = signIns.map(
    ({ role, email, password }) => `    ${role.padEnd(width)}  ${email.padEnd(emailWidth)}  ${password}`,
  );
  return [
    '',
    `  HealthProtocol is ready at ${address}`,
    ...(rows.length > 0 ? ['', '  Demo sign-ins:', ...rows] : []),
    '',
  ].join('\n');
}
