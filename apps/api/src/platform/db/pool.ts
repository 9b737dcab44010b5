import { Kysely } from 'kysely';
import pg from 'pg';
import type { Metrics } from '../metrics/metrics.ts';
import { watchPool } from '../metrics/watch-pool.ts';
import { pipelineTransactions } from './pipeline-transactions.ts';
import { PipeliningDialect } from './pipelining-dialect.ts';
import { PreparingClient } from './preparing-client.ts';
import type { Database } from './schema.ts';
import { watchRoundTrips } from './watch-round-trips.ts';
import type { StatementWatcher } from './watch-statements.ts';

const DATE_OID = 1082;
const BIGINT_OID = 20;

/** Dates stay `YYYY-MM-DD` (a JavaScript date would drag a time zone in); counts come as numbers. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE_OID) return (value: string) => value;
    if (oid === BIGINT_OID) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** How long the server lets a transaction of ours be, each in milliseconds; 0 is without end. */
export type TransactionLimits = {
  statementTimeoutMs: number;
  /** Longest wait for a row or table that another transaction has locked. */
  lockTimeoutMs: number;
  /** Longest pause between two statements, after which the server ends the connection. */
  idleTimeoutMs: number;
};

export type DatabaseOptions = {
  url: string;
  poolMax: number;
  /** How many may wait for a connection; without it, any number. */
  queueMax?: number;
  /** Longest wait for a connection, a new one included. */
  acquireTimeoutMs?: number;
  limits?: Partial<TransactionLimits>;
  /** Has the server keep the plan of each statement; not through a PgBouncer older than 1.21. */
  prepare?: boolean;
  /** Called once for every statement sent, when it is answered. */
  onStatement?: StatementWatcher;
  /** Called once for every group of statements that wait for the server together. */
  onRoundTrip?: () => void;
  onPoolError?: (error: Error) => void;
  /** Where the pool is watched. */
  metrics?: Metrics;
};

type Settings = {
  DATABASE_POOL_QUEUE_MAX: number;
  DATABASE_ACQUIRE_TIMEOUT_MS: number;
  DATABASE_STATEMENT_TIMEOUT_MS: number;
  DATABASE_LOCK_TIMEOUT_MS: number;
  DATABASE_IDLE_TIMEOUT_MS: number;
  DATABASE_PREPARE: 'true' | 'false';
};

/** How requests use the database, as the settings say. */
export function requestOptions(settings: Settings): Omit<DatabaseOptions, 'url' | 'poolMax'> {
  return {
    queueMax: settings.DATABASE_POOL_QUEUE_MAX,
    acquireTimeoutMs: settings.DATABASE_ACQUIRE_TIMEOUT_MS,
    limits: {
      statementTimeoutMs: settings.DATABASE_STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: settings.DATABASE_LOCK_TIMEOUT_MS,
      idleTimeoutMs: settings.DATABASE_IDLE_TIMEOUT_MS,
    },
    prepare: settings.DATABASE_PREPARE === 'true',
  };
}

/** A person waits for the answer; commands that take longer say so. No lock limit: who works alone may wait. */
const usual: TransactionLimits = { statementTimeoutMs: 15_000, lockTimeoutMs: 0, idleTimeoutMs: 30_000 };

/** What a connection may stay silent beyond the limit of a statement before it counts as lost. */
const SILENCE_MS = 5_000;

/** Opens the pool as the role the application runs as; nothing is sent until the first statement. */
export function openDatabase(options: DatabaseOptions): Kysely<Database> {
  const { metrics } = options;
  const limits = { ...usual, ...options.limits };
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    idleTimeoutMillis: 30_000,
    // One stays open while nobody asks for anything, so that a command sees that there is a service.
    min: 1,
    connectionTimeoutMillis: options.acquireTimeoutMs ?? 5_000,
    keepAlive: true,
    application_name: 'healthprotocol',
    // What is not in a transaction has no limit on the server, and a server that is gone without a word keeps none.
    ...(limits.statementTimeoutMs > 0 && { query_timeout: limits.statementTimeoutMs + SILENCE_MS }),
    ...(options.prepare && { Client: PreparingClient }),
    types,
    pipeline: true,
  } as pg.PoolConfig);
  // An idle connection that the server closes must not end the process; the pool opens a new one.
  pool.on('error', (error) => options.onPoolError?.(error));
  // Nor one lost in the middle of a transaction, whose statements fail by themselves.
  pool.on('connect', (client) => client.on('error', () => {}));
  if (options.onRoundTrip) watchRoundTrips(pool, options.onRoundTrip);
  if (options.metrics) watchPool(pool, options.poolMax, options.metrics);
  const database = new Kysely<Database>({
    dialect: new PipeliningDialect({
      pool,
      queueMax: options.queueMax ?? Number.POSITIVE_INFINITY,
      begin: beginWith(limits, options.prepare === true),
      ...(metrics && {
        onAcquired: (seconds) => metrics.dbPoolAcquireSeconds.observe(seconds),
        onRefused: (reason) => metrics.dbPoolRefused.inc({ reason }),
      }),
    }),
    ...(options.onStatement && {
      log: (event) => {
        options.onStatement?.(event.query.sql, event.queryDurationMillis);
      },
    }),
  });
  return pipelineTransactions(database);
}

/**
 * BEGIN with the limits of this transaction, in one message. As start-up parameters they would not pass PgBouncer, and as
 * settings of a session they would stay behind on a connection that others use next.
 */
function beginWith(
  { statementTimeoutMs, lockTimeoutMs, idleTimeoutMs }: TransactionLimits,
  prepare: boolean,
): string {
  return [
    'begin',
    `set local statement_timeout = ${statementTimeoutMs}`,
    `set local lock_timeout = ${lockTimeoutMs}`,
    `set local idle_in_transaction_session_timeout = ${idleTimeoutMs}`,
    // Planned once for all values. By itself the server plans anew each time where a list of ids may be long, which costs more than
    // the statement does.
    ...(prepare ? ['set local plan_cache_mode = force_generic_plan'] : []),
  ].join('; ');
}
