import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { connectionUrl, runStatements } from './cluster.ts';

export type TestDatabase = {
  /** The role that owns the schema: for set-up and for looking at what was written. */
  ownerUrl: string;
  /** The role the application runs as. */
  appUrl: string;
  drop: () => Promise<void>;
};

/** Makes a database of one's own by cloning the migrated template; call `drop` when done. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, ownerRole, appRole } = inject('testCluster');
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  await runStatements(adminUrl, [
    `create database "${name}" template "${template}" owner "${ownerRole.user}"`,
  ]);
  return {
    ownerUrl: connectionUrl(adminUrl, name, ownerRole),
    appUrl: connectionUrl(adminUrl, name, appRole),
    drop: () => runStatements(adminUrl, [`drop database if exists "${name}" with (force)`]),
  };
}
