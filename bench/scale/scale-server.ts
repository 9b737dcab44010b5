import { mkdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import pg from 'pg';
import { ensureAppRole } from '../../apps/api/src/platform/db/app-role.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../apps/api/src/platform/db/embedded-postgres.ts';
import { migrateUp } from '../../apps/api/src/platform/db/migrator.ts';

/** One of the databases that are compared, as its owner and as the role the service runs as. */
export type ScaleDatabase = { name: string; ownerUrl: string; appUrl: string };

// A quarter of the memory, as its manual advises, and no more than 2 GB.
const buffersMb = Math.min(2048, Math.floor(totalmem() / 4 / 2 ** 20));

const MEASURING = { shared_buffers: `${buffersMb}MB`, effective_cache_size: `${buffersMb * 2}MB` };

// A crash while loading costs the load, so nothing is written twice and nothing waits for the disk.
const LOADING = {
  ...MEASURING,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
  maintenance_work_mem: '1GB',
  max_parallel_maintenance_workers: String(Math.max(1, availableParallelism() - 1)),
  autovacuum: 'off',
};

/** Starts PostgreSQL on a folder, with settings for a bulk load or with the durable ones a service runs on. */
export function startScaleServer(
  folder: string,
  purpose: 'loading' | 'measuring',
): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true });
  return startEmbeddedPostgres({ dataDir: folder, settings: purpose === 'loading' ? LOADING : MEASURING });
}

/** Makes the database if it is missing, with the newest schema and the role of the service. */
export async function openScaleDatabase(server: EmbeddedPostgres, name: string): Promise<ScaleDatabase> {
  const ownerUrl = withDatabase(server.ownerUrl, name);
  await withClient(withDatabase(server.adminUrl, 'postgres'), async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await admin.query(`create database ${name} owner healthprotocol_owner`);
  });
  const appUrl = await ensureAppRole({ ownerUrl, secret: 'only for measuring' });
  await migrateUp(ownerUrl);
  return { name, ownerUrl, appUrl };
}

/** Runs work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server's superuser in another database. */
export const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};
