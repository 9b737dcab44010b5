import { availableParallelism } from 'node:os';
import pg from 'pg';

/** Connections that are left to migrations, commands, backups and whoever looks at the database by hand. */
const KEPT_FREE = 5;

/** Fewer would let one slow transaction hold up everybody. */
const LEAST = 4;

type Circumstances = {
  /** DATABASE_POOL_MAX, where it is set. */
  wanted: number | undefined;
  /** Processes that share the database. */
  instances: number;
  /** Cores of this machine, taken for those of the database's. */
  cores: number;
  /** How many connections ordinary roles may open, all together. */
  serverMax: number;
};

/**
 * How many connections this process opens at most. PostgreSQL is busiest with (2 × cores + spindles) connections that work; one of
 * ours works about half of the time it is taken, hence twice that, shared by all processes and never more than the server has.
 */
export function poolSize({ wanted, instances, cores, serverMax }: Circumstances): number {
  const share = Math.max(1, Math.floor((serverMax - KEPT_FREE) / instances));
  const useful = Math.max(LEAST, Math.ceil((2 * (2 * cores + 1)) / instances));
  return Math.min(wanted ?? useful, share);
}

/** The size of this process's pool on the server behind `url`, by the rule of `poolSize`. */
export async function choosePoolSize(
  url: string,
  { wanted, instances }: Pick<Circumstances, 'wanted' | 'instances'>,
): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ free: number }>(`
      select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0) as free`);
    return poolSize({ wanted, instances, cores: availableParallelism(), serverMax: rows[0]?.free ?? 0 });
  } finally {
    await client.end();
  }
}
