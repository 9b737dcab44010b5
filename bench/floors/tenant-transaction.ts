import pg from 'pg';

/** A pool of the product's size as the product's role. */
export const openPool = (): pg.Pool =>
  new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    max: Number(process.env.POOL_MAX),
    pipeline: true,
  } as pg.PoolConfig);

/** The product's kind of transaction by hand: BEGIN and the tenant travel with the first statement of `work`. */
export async function inTransaction<T>(
  pool: pg.Pool,
  organizationId: string,
  work: (client: pg.PoolClient) => Promise<T>,
  trailing?: (client: pg.PoolClient) => Promise<unknown>,
): Promise<T> {
  const client = await pool.connect();
  try {
    const sent = [
      client.query('begin'),
      client.query({
        name: 'tenant',
        text: "select set_config('app.organization_id', $1, true)",
        values: [organizationId],
      }),
    ];
    const result = await work(client);
    await Promise.all([...sent, trailing?.(client), client.query('commit')]);
    return result;
  } finally {
    client.release();
  }
}
