import { afterAll, beforeAll, expect, it } from 'vitest';
import { queryRows as ask } from './cluster.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([first?.drop(), second?.drop()]);
});

it('gives each caller a migrated database of its own', async () => {
  await ask(first.ownerUrl, 'create table only_here (id int)');
  const here = `select count(*)::int as tables from pg_tables where tablename = 'only_here'`;
  expect(await ask(first.ownerUrl, here)).toEqual([{ tables: 1 }]);
  expect(await ask(second.ownerUrl, here)).toEqual([{ tables: 0 }]);
  expect(await ask(second.ownerUrl, 'select count(*)::int as rows from organizations')).toEqual([
    { rows: 0 },
  ]);
});

it('connects the application and the owner as roles that obey row-level security or own the tables, never as superuser', async () => {
  const whoAmI = `select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`;
  expect(await ask(first.appUrl, whoAmI)).toEqual([{ bypasses: false }]);
  expect(await ask(first.ownerUrl, whoAmI)).toEqual([{ bypasses: false }]);
  await expect(ask(first.appUrl, 'create table mine (id int)')).rejects.toThrow('permission denied');
});
