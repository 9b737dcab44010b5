import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { withClient } from './with-client.ts';

/** Keeps processes that start at once from doing any of this at the same time; the number is arbitrary. */
const installationLock = 5_210_477_302;

/**
 * Runs work in a transaction of the owner's, one process at a time, with the tables that say what the database belongs to. They are
 * made here, not by a migration, because they are asked before migrating and outlive `down --all`. The role the service runs as has no
 * rights in their schema.
 */
export function withInstallation<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  return withClient(ownerUrl, async (owner) => {
    await owner.query('begin');
    await owner.query('select pg_advisory_xact_lock($1)', [installationLock]);
    await owner.query(`
      create schema if not exists installation;
      create table if not exists installation.secrets (
        fingerprint text primary key, first_used_at timestamptz not null default now());
      create table if not exists installation.role_passwords (role text primary key, password text not null)`);
    const result = await work(owner);
    await owner.query('commit');
    return result;
  });
}

/** What can be kept of a secret: nobody finds 32 random characters by it. */
const fingerprintOf = (secret: string): string =>
  createHmac('sha256', secret).update('healthprotocol fingerprint').digest('base64url');

/** Whether the service has run on the database, so that it knows the secret it ran with. */
export const knowsSecret = (ownerUrl: string): Promise<boolean> =>
  withInstallation(ownerUrl, async (owner) => {
    const { rowCount } = await owner.query('select from installation.secrets limit 1');
    return rowCount === 1;
  });

/** Refuses unless one of the secrets is known to the database, or it knows none. Writes nothing. */
export async function refuseForeignSecret(owner: pg.Client, secrets: readonly string[]): Promise<void> {
  const { rows: made } = await owner.query<{ exists: boolean }>(
    `select to_regclass('installation.secrets') is not null as exists`,
  );
  if (!made[0]?.exists) return;
  const { rows } = await owner.query<{ fingerprint: string }>('select fingerprint from installation.secrets');
  const known = new Set(rows.map(({ fingerprint }) => fingerprint));
  if (known.size === 0 || secrets.some((secret) => known.has(fingerprintOf(secret)))) return;
  throw new Error(
    'SECRET is not the one this database is used with, so nothing was done. Set the SECRET that the service has (without one it ' +
      'is in DATA_DIR/secret), or look whether this is the database that was meant. To use another one from now on: ' +
      'npm run db -- accept-secret',
  );
}

/** Lets a secret be used with the database from now on. */
export async function recordSecret(owner: pg.Client, secret: string): Promise<void> {
  await owner.query('insert into installation.secrets (fingerprint) values ($1) on conflict do nothing', [
    fingerprintOf(secret),
  ]);
}

/** Forgets the secrets, after all data is gone that they were used with. */
export const forgetSecrets = (ownerUrl: string): Promise<void> =>
  withInstallation(ownerUrl, async (owner) => {
    await owner.query('delete from installation.secrets');
  });

export async function findRolePassword(owner: pg.Client, role: string): Promise<string | undefined> {
  const { rows } = await owner.query<{ password: string }>(
    'select password from installation.role_passwords where role = $1',
    [role],
  );
  return rows[0]?.password;
}

export async function recordRolePassword(owner: pg.Client, role: string, password: string): Promise<void> {
  await owner.query(
    `insert into installation.role_passwords (role, password) values ($1, $2)
     on conflict (role) do update set password = excluded.password`,
    [role, password],
  );
}
