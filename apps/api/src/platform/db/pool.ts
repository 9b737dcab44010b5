import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import pg from 'pg';
import type { Metrics } from '../metrics/metrics.ts';
import { watchPool } from '../metrics/watch-pool.ts';
import type { Database } from './schema.ts';

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

/**
 * Sends BEGIN together with the first statement instead of waiting for its answer, and refuses a COMMIT that the server
 * turned into a ROLLBACK because a statement of the transaction had failed.
 */
class PipeliningDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // A failure shows in the statements that follow: without BEGIN the server has lost the connection.
    connection.executeQuery(CompiledQuery.raw('begin')).catch(() => undefined);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const result = (await connection.executeQuery(CompiledQuery.raw('commit'))) as { command?: string };
    if (result.command === 'ROLLBACK') throw new Error('The transaction had failed and was rolled back');
  }
}

class PipeliningDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): PostgresDriver {
    return new PipeliningDriver({ pool: this.#pool });
  }
}

export type DatabaseOptions = {
  url: string;
  poolMax: number;
  /** Longest a statement may run before the server cancels it. */
  statementTimeoutMs?: number;
  /** Called once for every statement sent, with its SQL and never its values. */
  onStatement?: (sql: string) => void;
  onPoolError?: (error: Error) => void;
  /** Where the pool is watched. */
  metrics?: Metrics;
};

/** Opens the pool as the role the application runs as; nothing is sent until the first statement. */
export function openDatabase(options: DatabaseOptions): Kysely<Database> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'healthprotocol',
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: 30_000,
    types,
    pipeline: true,
  } as pg.PoolConfig);
  // An idle connection that the server closes must not end the process; the pool opens a new one.
  pool.on('error', (error) => options.onPoolError?.(error));
  // Nor one lost in the middle of a transaction, whose statements fail by themselves.
  pool.on('connect', (client) => client.on('error', () => {}));
  if (options.metrics) watchPool(pool, options.poolMax, options.metrics);
  return new Kysely<Database>({
    dialect: new PipeliningDialect(pool),
    ...(options.onStatement && {
      log: (event) => {
        if (event.level === 'query') options.onStatement?.(event.query.sql);
      },
    }),
  });
}
