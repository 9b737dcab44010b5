import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  PostgresDriver,
  type QueryCompiler,
} from 'kysely';
import type pg from 'pg';
import { AppError } from '../app-error.ts';
import { RememberingCompiler } from './remembering-compiler.ts';

/** Why somebody went without a connection. */
export type Refusal = 'queue_full' | 'timeout';

export type PipeliningOptions = {
  pool: pg.Pool;
  /** How many may wait for a connection while all are busy; who comes after that is refused at once. */
  queueMax: number;
  /** What every transaction begins with. */
  begin: string;
  onAcquired?: (seconds: number) => void;
  onRefused?: (reason: Refusal) => void;
};

/** PostgreSQL through a pool with a bound on its queue, whose transactions cost as few round trips as possible. */
export class PipeliningDialect extends PostgresDialect {
  readonly #options: PipeliningOptions;

  constructor(options: PipeliningOptions) {
    super({ pool: options.pool });
    this.#options = options;
  }

  override createDriver(): PostgresDriver {
    return new PipeliningDriver(this.#options);
  }

  override createQueryCompiler(): QueryCompiler {
    return new RememberingCompiler();
  }
}

/** pg-pool gives these errors no code: all connections stayed busy, or a new one was not open in time. */
const tookTooLong =
  /^(?:timeout exceeded when trying to connect|Connection terminated due to connection timeout)/;

/**
 * Sends BEGIN together with the first statement instead of waiting for its answer. A COMMIT that the server turned into a
 * ROLLBACK because a statement of the transaction had failed is refused by Kysely's own driver.
 */
class PipeliningDriver extends PostgresDriver {
  readonly #options: PipeliningOptions;

  constructor(options: PipeliningOptions) {
    super({ pool: options.pool });
    this.#options = options;
  }

  /** @throws service_unavailable when the queue is full or the wait was too long */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const { pool, queueMax, onAcquired, onRefused } = this.#options;
    // Who has just been promised an idle connection still counts as waiting until the next tick.
    const waiting = pool.waitingCount - pool.idleCount;
    if (waiting >= queueMax && pool.totalCount >= pool.options.max) {
      onRefused?.('queue_full');
      throw new AppError('service_unavailable');
    }
    const startedMs = performance.now();
    try {
      const connection = await super.acquireConnection();
      onAcquired?.((performance.now() - startedMs) / 1000);
      return connection;
    } catch (cause) {
      if (!tookTooLong.test((cause as Error).message)) throw cause;
      onRefused?.('timeout');
      throw new AppError('service_unavailable', { cause });
    }
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // A failure shows in the statements that follow: without BEGIN the server has lost the connection.
    connection.executeQuery(CompiledQuery.raw(this.#options.begin)).catch(() => undefined);
  }
}
