import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { checkAppRole, ensureAppRole } from '../src/platform/db/app-role.ts';
import { startEmbeddedPostgres } from '../src/platform/db/embedded-postgres.ts';
import { migrateUp } from '../src/platform/db/migrator.ts';
import { connectionUrl, type Login, queryRows, runStatements, type TestCluster } from './cluster.ts';

// A crash of the machine may cost a test run; waiting for the disk costs every run.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Starts PostgreSQL, or uses TEST_DATABASE_URL, and migrates the template that every test database is cloned from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const dataDir = external ? undefined : temporaryFolder();
  const server = dataDir ? await startEmbeddedPostgres({ dataDir, settings }) : undefined;
  const adminUrl = external ?? server?.adminUrl ?? '';

  const cluster = await createTemplate(adminUrl);
  project.provide('testCluster', cluster);

  return async () => {
    if (external) await removeEverything(cluster);
    await server?.stop();
  };
}

/** A folder that is gone when this process ends, also after Ctrl-C or a failed start. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'healthprotocol-int-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

async function createTemplate(adminUrl: string): Promise<TestCluster> {
  const template = `healthprotocol_test_${randomBytes(4).toString('hex')}`;
  const ownerRole = newLogin(`${template}_owner`);
  const appRole = newLogin(`${template}_app`);
  await runStatements(adminUrl, [
    `create role "${ownerRole.user}" login createrole password '${ownerRole.password}'`,
    `create role "${appRole.user}" login password '${appRole.password}'`,
    `create database "${template}" owner "${ownerRole.user}"`,
  ]);
  const ownerUrl = connectionUrl(adminUrl, template, ownerRole);
  const appUrl = connectionUrl(adminUrl, template, appRole);
  // The same steps, in the same order, as a start of the product.
  await ensureAppRole({ ownerUrl, appUrl, secret: '' });
  await migrateUp(ownerUrl);
  await checkAppRole(appUrl);
  return { adminUrl, template, ownerRole, appRole };
}

const newLogin = (user: string): Login => ({ user, password: randomBytes(16).toString('hex') });

async function removeEverything({ adminUrl, template, ownerRole, appRole }: TestCluster): Promise<void> {
  const databases = await queryRows<{ name: string }>(
    adminUrl,
    `select datname as name from pg_database where starts_with(datname, '${template}')`,
  );
  await runStatements(adminUrl, [
    ...databases.map(({ name }) => `drop database "${name}" with (force)`),
    `drop role "${appRole.user}"`,
    `drop role "${ownerRole.user}"`,
  ]);
}
