import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, type MigrationResultSet, Migrator, NO_MIGRATIONS } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations/index.ts';

type Migrations = Record<string, Migration>;

/** One migration, and when it was applied to the database if it was. */
export type MigrationStatus = { name: string; appliedAt: Date | undefined };

/** Applies every migration that is missing and returns their names. */
export const migrateUp = (ownerUrl: string, list: Migrations = migrations): Promise<string[]> =>
  migrating(ownerUrl, list, (migrator) => migrator.migrateToLatest());

/** Takes the newest applied migration back and returns its name, or nothing when none was applied. */
export const migrateDown = (ownerUrl: string, list: Migrations = migrations): Promise<string[]> =>
  migrating(ownerUrl, list, (migrator) => migrator.migrateDown());

/** Takes every migration back, newest first, and returns their names. */
export const migrateToZero = (ownerUrl: string, list: Migrations = migrations): Promise<string[]> =>
  migrating(ownerUrl, list, (migrator) => migrator.migrateTo(NO_MIGRATIONS));

/** Lists every migration in order. */
export const migrationStatus = (
  ownerUrl: string,
  list: Migrations = migrations,
): Promise<MigrationStatus[]> =>
  withMigrator(ownerUrl, list, async (migrator) =>
    (await migrator.getMigrations()).map(({ name, executedAt }) => ({ name, appliedAt: executedAt })),
  );

const migrating = (
  ownerUrl: string,
  list: Migrations,
  migrate: (migrator: Migrator) => Promise<MigrationResultSet>,
): Promise<string[]> =>
  withMigrator(ownerUrl, list, async (migrator) => {
    const { error, results = [] } = await migrate(migrator);
    if (error === undefined) return results.map(({ migrationName }) => migrationName);
    const failed = results.find(({ status }) => status === 'Error')?.migrationName;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(failed ? `Migration ${failed} failed, nothing was changed: ${reason}` : reason, {
      cause: error,
    });
  });

// Kysely takes an advisory lock, so of several processes that start at once one migrates and the others wait.
async function withMigrator<T>(
  ownerUrl: string,
  list: Migrations,
  work: (migrator: Migrator) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 2,
    application_name: 'healthprotocol migrations',
  });
  // A lost connection fails the statement that waits; without a listener it would also end the process.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work(
      new Migrator({
        db,
        provider: { getMigrations: async () => list },
        // A schema of its own, in which the role the service runs as has no rights.
        migrationTableSchema: 'migrations',
      }),
    );
  } finally {
    await db.destroy();
  }
}
