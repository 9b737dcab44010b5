import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { openDatabase } from './pool.ts';

let dataDir: string;
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  // mkdtemp makes a folder that only its user may enter.
  dataDir = join(mkdtempSync(join(tmpdir(), 'embedded-')), 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of running.splice(0)) await server.stop();
  if (postmasterPid()) await (await startEmbeddedPostgres({ dataDir })).stop();
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

async function start(onProgress?: (line: string) => void): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ...(onProgress && { onProgress }) });
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function postmasterPid(): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** Another process that starts the database, commits rows one by one, and tells after each one that it is kept. */
async function startWriter(): Promise<{ child: ChildProcess; acknowledged: () => number }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('./embedded-postgres.ts'))};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const { ownerUrl } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query('create table if not exists kept (id int primary key)');
    for (let id = 1; ; id++) {
      await client.query('insert into kept values ($1)', [id]);
      process.stdout.write(id + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  let last = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    last = Number(text.trim().split('\n').at(-1)) || last;
  });
  while (last < 50) await sleep(20);
  return { child, acknowledged: () => last };
}

async function killNow(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('serves an owner who is no superuser, durably, in UTF-8, on this machine alone', async () => {
  const { ownerUrl, adminUrl } = await start();
  expect(
    await query(
      ownerUrl,
      'select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    ),
  ).toEqual([{ current_user: 'healthprotocol_owner', rolsuper: false, rolbypassrls: false }]);
  const settings = await query(
    adminUrl,
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
       current_setting('synchronous_commit') as commits, current_setting('data_checksums') as checksums,
       current_setting('listen_addresses') as listen, current_setting('server_encoding') as encoding,
       (select datlocale from pg_database where datname = current_database()) as locale`,
  );
  expect(settings).toEqual([
    {
      fsync: 'on',
      pages: 'on',
      commits: 'on',
      checksums: 'on',
      listen: '127.0.0.1',
      encoding: 'UTF8',
      locale: 'C.UTF-8',
    },
  ]);
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
});

test('refuses a wrong password', async () => {
  const url = new URL((await start()).ownerUrl);
  url.password = 'guess';
  await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('starts a second time within five seconds, with the data of the first', async () => {
  const first = await start();
  await query(first.ownerUrl, 'create table kept as select 7 as id');
  await first.stop();
  expect(postmasterPid()).toBeUndefined();

  const before = performance.now();
  const second = await start();
  expect(performance.now() - before).toBeLessThan(5000);
  expect(await query(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }]);
});

test('keeps every acknowledged row when app and database are killed', async () => {
  const { child, acknowledged } = await startWriter();
  await killNow(child);
  const pid = postmasterPid();
  if (pid) process.kill(pid, 'SIGKILL');

  const { ownerUrl } = await start();
  const [row] = await query(ownerUrl, 'select count(*)::int as rows from kept');
  expect(row?.rows).toBeGreaterThanOrEqual(acknowledged());
});

test('ends by itself when its app is killed', async () => {
  const { child, acknowledged } = await startWriter();
  await killNow(child);
  while (postmasterPid() !== undefined) await sleep(20);

  const { ownerUrl } = await start();
  const [row] = await query(ownerUrl, 'select count(*)::int as rows from kept');
  expect(row?.rows).toBeGreaterThanOrEqual(acknowledged());
});

test('takes over cleanly from a database that was left running', async () => {
  const { child, acknowledged } = await startWriter();
  const orphan = postmasterPid();
  // What would have ended it is gone, too.
  const [watcher] = execFileSync('pgrep', ['-f', `kill -INT .* ${orphan}$`], { encoding: 'utf8' }).split(
    '\n',
  );
  process.kill(Number(watcher), 'SIGKILL');
  await killNow(child);

  const said: string[] = [];
  const { ownerUrl } = await start((line) => said.push(line));
  expect(said.join()).toContain('left running');
  expect(postmasterPid()).not.toBe(orphan);
  const [row] = await query(ownerUrl, 'select count(*)::int as rows from kept');
  expect(row?.rows).toBeGreaterThanOrEqual(acknowledged());
});

test('says plainly that another start uses the folder, and leaves that one alone', async () => {
  const { child, acknowledged } = await startWriter();
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    `${dataDir} is already in use by process ${child.pid}`,
  );
  const seen = acknowledged();
  while (acknowledged() < seen + 10) await sleep(20);
});

test('lets exactly one of two first starts at the same moment win', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: expect.stringContaining('already in use') },
  });
  expect(await query(running[0]?.ownerUrl ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('is not misled by a postmaster.pid whose number now belongs to another process', async () => {
  await (await start()).stop();
  writeFileSync(
    join(dataDir, 'postgres/postmaster.pid'),
    `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n\n\n`,
  );
  await expect(query((await start()).ownerUrl, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
});

test('starts again on the same port when the database dies under a running service', async () => {
  const { ownerUrl } = await start();
  const pid = postmasterPid() ?? 0;
  process.kill(pid, 'SIGKILL');
  const answers = () =>
    query(ownerUrl, 'select 1').then(
      () => true,
      () => false,
    );
  while (postmasterPid() === pid || !(await answers())) await sleep(50);
});

test('fails the open transactions of a database that dies, and not the process', async () => {
  const { ownerUrl } = await start();
  const db = openDatabase({ url: ownerUrl, poolMax: 2 });
  const waiting = db.transaction().execute((tx) => sql`select pg_sleep(10)`.execute(tx));
  const between = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    await sleep(300);
    await sql`select 1`.execute(tx);
  });
  const outcomes = Promise.allSettled([waiting, between]);
  await sleep(100);
  process.kill(postmasterPid() ?? 0, 'SIGKILL');
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);

  const one = () => sql<{ one: number }>`select 1 as one`.execute(db).catch(() => undefined);
  while (!(await one())) await sleep(50);
  await db.destroy();
});

test('is found by another command while it runs, and only then', async () => {
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
  const server = await start();
  expect(await findEmbeddedPostgres(dataDir)).toBe(server.ownerUrl);
  await server.stop();
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined();
});

test('says what PostgreSQL said when it cannot start', async () => {
  await expect(startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
    'shared_buffers',
  );
});
