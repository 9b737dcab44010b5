import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connectionUrl, queryRows, runStatements } from '../../../test/cluster.ts';
import { checkAppRole, ensureAppRole } from './app-role.ts';
import { migrateDown, migrateToZero, migrateUp, migrationStatus } from './migrator.ts';

const { adminUrl } = inject('testCluster');
const database = `role_${randomBytes(4).toString('hex')}`;
const owner = { user: `${database}_owner`, password: 'owner' };
const ownerUrl = connectionUrl(adminUrl, database, owner);
const secret = 's'.repeat(32);

const migrations: Record<string, Migration> = {
  '001-notes': {
    up: async (db) => {
      await sql`create table notes (id int primary key)`.execute(db);
    },
    down: async (db) => {
      await sql`drop table notes`.execute(db);
    },
  },
  '002-history': {
    up: async (db) => {
      await sql`create table history (id int primary key)`.execute(db);
      await sql`revoke update, delete on history from ${sql.id(`${database}_app`)}`.execute(db);
    },
    down: async (db) => {
      await sql`drop table history`.execute(db);
    },
  },
};

beforeAll(() =>
  runStatements(adminUrl, [
    `create role ${owner.user} login createrole password '${owner.password}'`,
    `create database ${database} owner ${owner.user}`,
  ]),
);

afterAll(() =>
  runStatements(adminUrl, [
    `drop database ${database} with (force)`,
    `drop role if exists ${database}_app`,
    `drop role if exists ${database}_own`,
    `drop role ${owner.user}`,
  ]),
);

const rights = (role: string) =>
  queryRows(
    ownerUrl,
    `select table_name::text as table, string_agg(privilege_type, ',' order by privilege_type) as may
     from information_schema.table_privileges
     where grantee = '${role}' and table_name in ('notes', 'history') group by 1 order by 1`,
  );

const narrowed = [
  { table: 'history', may: 'INSERT,SELECT' },
  { table: 'notes', may: 'DELETE,INSERT,SELECT,UPDATE' },
];

test('makes a role that may use the tables and nothing more, and keeps what a migration narrowed', async () => {
  const appUrl = await ensureAppRole({ ownerUrl, secret });
  expect(await migrateUp(ownerUrl, migrations)).toEqual(['001-notes', '002-history']);
  await checkAppRole(appUrl);
  expect(await rights(`${database}_app`)).toEqual(narrowed);

  // The next start changes nothing.
  expect(await ensureAppRole({ ownerUrl, secret })).toBe(appUrl);
  expect(await migrateUp(ownerUrl, migrations)).toEqual([]);
  expect(await rights(`${database}_app`)).toEqual(narrowed);
  for (const statement of ['create table own (id int)', 'delete from migrations.kysely_migration'])
    await expect(runStatements(appUrl, [statement])).rejects.toMatchObject({ code: '42501' });
});

test('lets many processes start at once, whatever secret they have or lack, and leaves the role as it is', async () => {
  const secrets = [secret, 't'.repeat(32), undefined, 'u'.repeat(32)];
  const urls = await Promise.all(secrets.map((each) => ensureAppRole({ ownerUrl, secret: each })));
  expect(new Set(urls).size).toBe(1);
  await expect(queryRows(urls[0] ?? '', 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
});

test('takes over a role whose password was derived from the secret, and refuses where it cannot be known', async () => {
  const role = `${database}_app`;
  const derived = createHmac('sha256', secret).update(`database role ${role}`).digest('base64url');
  await runStatements(adminUrl, [`alter role ${role} password '${derived}'`]);
  await runStatements(ownerUrl, ['delete from installation.role_passwords']);
  for (const other of [undefined, 't'.repeat(32)])
    await expect(ensureAppRole({ ownerUrl, secret: other })).rejects.toThrow(
      /role-password gives it a new one/,
    );
  const url = await ensureAppRole({ ownerUrl, secret });
  expect(new URL(url).password).toBe(derived);
  expect(await ensureAppRole({ ownerUrl })).toBe(url);
});

test('keeps what it knows of secrets and passwords from the role of the service', async () => {
  const appUrl = await ensureAppRole({ ownerUrl });
  for (const table of ['secrets', 'role_passwords'])
    await expect(queryRows(appUrl, `select * from installation.${table}`)).rejects.toMatchObject({
      code: '42501',
    });
});

test('gives a role of the operator the same rights on tables that are already there', async () => {
  await runStatements(adminUrl, [`create role ${database}_own login password 'own'`]);
  const appUrl = connectionUrl(adminUrl, database, { user: `${database}_own`, password: 'own' });
  expect(await ensureAppRole({ ownerUrl, appUrl, secret })).toBe(appUrl);
  await checkAppRole(appUrl);
  await expect(queryRows(appUrl, 'select * from notes')).resolves.toEqual([]);
  await runStatements(adminUrl, [`grant ${owner.user} to ${database}_own`]);
  await expect(checkAppRole(appUrl)).rejects.toThrow(/can become the owner of tables, for example/);
  await runStatements(adminUrl, [`revoke ${owner.user} from ${database}_own`]);
});

test.each([
  ['a superuser', () => adminUrl, /superuser/],
  ['the owner of the tables', () => ownerUrl, /owner of tables/],
])('refuses to run as %s', async (_name, url, message) => {
  const named = new URL(url());
  named.pathname = `/${database}`;
  await expect(checkAppRole(named.href)).rejects.toThrow(message);
});

test('says what is missing when the role cannot be made or cannot connect', async () => {
  const another = `${database}_copy`;
  await runStatements(adminUrl, [
    `alter role ${owner.user} nocreaterole`,
    `create database ${another} owner ${owner.user}`,
  ]);
  await expect(ensureAppRole({ ownerUrl: connectionUrl(adminUrl, another, owner), secret })).rejects.toThrow(
    /CREATEROLE.*DATABASE_APP_URL/,
  );
  await runStatements(adminUrl, [`alter role ${owner.user} createrole`, `drop database ${another}`]);
  const appUrl = connectionUrl(adminUrl, database, { user: `${database}_own`, password: 'wrong' });
  await expect(ensureAppRole({ ownerUrl, appUrl, secret })).rejects.toThrow(
    `role ${database}_own cannot connect`,
  );
});

test('takes migrations back one by one or all at once, and applies them again', async () => {
  expect(await migrateDown(ownerUrl, migrations)).toEqual(['002-history']);
  expect(
    (await migrationStatus(ownerUrl, migrations)).map(({ appliedAt }) => appliedAt !== undefined),
  ).toEqual([true, false]);
  expect(await migrateUp(ownerUrl, migrations)).toEqual(['002-history']);
  expect(await migrateToZero(ownerUrl, migrations)).toEqual(['002-history', '001-notes']);
  expect(await migrateDown(ownerUrl, migrations)).toEqual([]);
});

test('lets one of several processes migrate while the others wait', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrateUp(ownerUrl, migrations)));
  expect(applied.flat().sort()).toEqual(['001-notes', '002-history']);
});

test('names the migration that failed and changes nothing', async () => {
  const broken: Migration = {
    up: async (db) => {
      await sql`create table half (id int)`.execute(db);
      await sql`select no_such_function()`.execute(db);
    },
  };
  await expect(migrateUp(ownerUrl, { ...migrations, '003-broken': broken })).rejects.toThrow(
    /Migration 003-broken failed, nothing was changed/,
  );
  expect(await queryRows(ownerUrl, `select to_regclass('half') as half`)).toEqual([{ half: null }]);
});
