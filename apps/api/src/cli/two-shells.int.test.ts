import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { until } from '../../test/cache-harness.ts';
import { connectionUrl, queryRows, runStatements } from '../../test/cluster.ts';

// A service in production in one shell; commands in another, which may lack its settings or have others.
const { adminUrl } = inject('testCluster');
const database = `shells_${randomBytes(4).toString('hex')}`;
const owner = { user: `${database}_owner`, password: 'owner' };
const ownerUrl = connectionUrl(adminUrl, database, owner);
const SECRET = 'the secret of this installation, 32+';
const ANOTHER = 'the secret of another installation, 32+';

let folder: string;
let service: { child: ChildProcess; log: () => string; address: () => string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'two-shells-'));
  await runStatements(adminUrl, [
    `create role ${owner.user} login createrole password '${owner.password}'`,
    `create database ${database} owner ${owner.user}`,
  ]);
  service = launch({ NODE_ENV: 'production', SECRET, DATA_DIR: join(folder, 'first') });
  await until(() => service.address() !== '' || service.child.exitCode !== null, 30_000);
});

afterAll(async () => {
  await stop();
  await runStatements(adminUrl, [
    `drop database ${database} with (force)`,
    `drop role if exists ${database}_app`,
    `drop role ${owner.user}`,
  ]);
  rmSync(folder, { recursive: true, force: true });
});

const environment = (settings: Record<string, string>) => ({
  PATH: process.env.PATH,
  DATABASE_URL: ownerUrl,
  DATA_DIR: join(folder, 'second'),
  PORT: '0',
  HOST: '127.0.0.1',
  ...settings,
});

function launch(settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: environment(settings),
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  return { child, log: () => log, address: () => /ready at (http:\S+)/.exec(log)?.[1] ?? '' };
}

async function stop() {
  if (service.child.exitCode !== null) return;
  const gone = new Promise((resolve) => service.child.on('exit', resolve));
  service.child.kill('SIGTERM');
  await gone;
}

async function run(command: string, settings: Record<string, string> = {}, typed = '') {
  const [name = '', ...args] = command.split(' ');
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...args], {
    env: environment(settings),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  child.stdin.end(typed);
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, output };
}

const passwordOfRole = async () =>
  (
    await queryRows<{ hash: string }>(
      adminUrl,
      `select rolpassword as hash from pg_authid where rolname = '${database}_app'`,
    )
  )[0]?.hash;

/** Every connection of the service is cut, as an operator, a failover or time does it; then it needs a new one. */
const cutConnections = () =>
  runStatements(adminUrl, [
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and usename = '${database}_app'`,
  ]);

async function expectServing() {
  await cutConnections();
  await until(async () => (await fetch(`${service.address()}/readyz`)).status === 200, 3000);
}

const COMMANDS = [
  'organizations create --name Practice --owner-email owner@example.org',
  'adherence verify',
  'db up',
  'db status',
];

test('the service has started, and knows its secret', () => {
  expect(service.log()).toContain('ready at');
});

describe('a command that lacks the settings of the service', () => {
  test.each(COMMANDS)('%s does its work, and the service goes on', async (command) => {
    const before = await passwordOfRole();
    const { code, output } = await run(command);
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(await passwordOfRole()).toBe(before);
    expect(existsSync(join(folder, 'second/secret'))).toBe(false);
    await expectServing();
  });

  test('protocols says that there is no owner yet, and the service goes on', async () => {
    const { code, output } = await run(`protocols export ${folder}`);
    expect([code, output]).toEqual([1, expect.stringContaining('has no owner')]);
    await expectServing();
  });
});

describe('with the secret of another installation', () => {
  const refusal = /SECRET is not the one this database is used with, so nothing was done/;

  test.each([...COMMANDS, 'db down', 'db reset', 'db role-password'])('%s refuses', async (command) => {
    const organizations = () => queryRows(ownerUrl, 'select id from organizations');
    const before = [await passwordOfRole(), await organizations()];
    const { code, output } = await run(command, { SECRET: ANOTHER });
    expect([code, output]).toEqual([1, expect.stringMatching(refusal)]);
    expect([await passwordOfRole(), await organizations()]).toEqual(before);
    await expectServing();
  });

  test.each([
    ['another', { NODE_ENV: 'production', SECRET: ANOTHER }, refusal],
    ['none', {}, /the database is used with a SECRET\. Set it/],
  ])('a second instance with %s does not start, and the first goes on', async (_which, settings, reason) => {
    const second = launch(settings);
    await until(() => second.child.exitCode !== null, 30_000);
    expect([second.child.exitCode, second.log()]).toEqual([1, expect.stringMatching(reason)]);
    expect(existsSync(join(folder, 'second/secret'))).toBe(false);
    await expectServing();
  });

  test('other settings do not count: a second instance with the same secret starts', async () => {
    const second = launch({ SECRET, DEMO_DATA: 'false', DATA_DIR: join(folder, 'third') });
    await until(() => second.address() !== '', 30_000);
    await expectServing();
    second.child.kill('SIGTERM');
    await new Promise((resolve) => second.child.on('exit', resolve));
  });
});

test('a lost connection is one line of the log, without what the driver knows of it', async () => {
  const before = service.log().length;
  await cutConnections();
  const said = () => service.log().slice(before);
  await until(() => said().includes('closed a connection'));
  const lines = said()
    .trim()
    .split('\n')
    .filter((line) => line.includes('connection'));
  for (const line of lines) {
    expect(line.length).toBeLessThan(300);
    expect(line).not.toMatch(/secretKey|processID|password|_ending/);
  }
});

describe('what destroys all data', () => {
  const DESTRUCTIVE = ['db down --all', 'db reset'];
  const tables = async () =>
    (await queryRows(ownerUrl, `select 1 from pg_tables where schemaname = 'public'`)).length;

  test.each(DESTRUCTIVE)(
    '%s is refused while a service is connected, also with the name',
    async (command) => {
      const { code, output } = await run(command, {}, `${database}\n`);
      expect([code, output]).toEqual([
        1,
        expect.stringMatching(/A service is connected .* nothing was done/),
      ]);
      expect(await tables()).toBeGreaterThan(10);
      await expectServing();
    },
  );

  test('the same is true of a new password for the role', async () => {
    const { code, output } = await run('db role-password');
    expect([code, output]).toEqual([1, expect.stringContaining('A service is connected')]);
    await expectServing();
  });

  test.each(
    DESTRUCTIVE.flatMap((command) =>
      ['', 'production', 'development'].map((mode) => [command, mode] as const),
    ),
  )('%s asks for the name of the database where NODE_ENV is "%s"', async (command, mode) => {
    await stop();
    for (const typed of ['', '\n', 'yes\n', 'healthprotocol\n']) {
      const { code, output } = await run(command, { NODE_ENV: mode, SECRET }, typed);
      expect([code, output]).toEqual([1, expect.stringContaining('Type the name of the database')]);
    }
    expect(await tables()).toBeGreaterThan(10);
  });

  test('with the name it is done, the role keeps its password, and the next secret is welcome', async () => {
    const before = await passwordOfRole();
    expect((await run('db reset', {}, `${database}\n`)).code).toBe(0);
    expect((await run('db down --all', {}, `${database}\n`)).code).toBe(0);
    expect(await tables()).toBe(0);
    service = launch({ NODE_ENV: 'production', SECRET: ANOTHER });
    await until(() => service.address() !== '' || service.child.exitCode !== null, 30_000);
    expect(service.log()).toContain('ready at');
    expect(await passwordOfRole()).toBe(before);
  });

  test('accept-secret lets a second secret in, and role-password gives the role a new one', async () => {
    await stop();
    expect((await run('db up', { SECRET })).code).toBe(1);
    expect((await run('db accept-secret', { SECRET })).code).toBe(0);
    expect((await run('db up', { SECRET })).code).toBe(0);
    const before = await passwordOfRole();
    expect((await run('db role-password')).code).toBe(0);
    expect(await passwordOfRole()).not.toBe(before);
    expect((await run('adherence verify')).code).toBe(0);
  });
});
