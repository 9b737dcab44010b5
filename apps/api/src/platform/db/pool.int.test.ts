import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { type DatabaseOptions, openDatabase } from './pool.ts';

let here: TestDatabase;
beforeAll(async () => {
  here = await createTestDatabase();
});
afterAll(() => here.drop());

const opened: { destroy(): Promise<void> }[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy();
});

function open(options: Partial<DatabaseOptions> = {}) {
  const metrics = createMetrics();
  const database = openDatabase({ url: here.ownerUrl, poolMax: 2, metrics, ...options });
  opened.push(database);
  return { database, metrics };
}

const refusals = async (metrics: Metrics, reason: string): Promise<number> =>
  (await metrics.dbPoolRefused.get()).values.find((value) => value.labels.reason === reason)?.value ?? 0;

const sleep = (seconds: number) => sql`select pg_sleep(${seconds})`;

test('who comes when the queue is full is refused at once, and the others are served', async () => {
  const { database, metrics } = open({ queueMax: 3 });
  await Promise.all([sql`select 1`.execute(database), sql`select 1`.execute(database)]);
  const inLine = Array.from({ length: 5 }, () => sleep(0.3).execute(database));
  await new Promise((resolve) => setTimeout(resolve, 50));

  const startedMs = performance.now();
  const refused = await Promise.allSettled(Array.from({ length: 20 }, () => sql`select 1`.execute(database)));
  expect(performance.now() - startedMs).toBeLessThan(200);
  for (const result of refused)
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'service_unavailable' } });
  expect(await refusals(metrics, 'queue_full')).toBe(20);

  await Promise.all(inLine);
  await expect(sql`select 1`.execute(database)).resolves.toBeDefined();
});

test('nobody waits for a connection longer than the limit', async () => {
  const { database, metrics } = open({ poolMax: 1, acquireTimeoutMs: 1_000 });
  await sql`select 1`.execute(database);
  const busy = sleep(3).execute(database);
  await expect(sql`select 1`.execute(database)).rejects.toMatchObject({ code: 'service_unavailable' });
  expect(await refusals(metrics, 'timeout')).toBe(1);
  await busy;
  await expect(sql`select 1`.execute(database)).resolves.toBeDefined();
});

test('a statement, a lock and a pause of a transaction each have an end', async () => {
  const { database } = open({
    limits: { statementTimeoutMs: 2_000, lockTimeoutMs: 100, idleTimeoutMs: 200 },
  });
  await expect(database.transaction().execute((tx) => sleep(10).execute(tx))).rejects.toMatchObject({
    code: '57014',
  });

  const lock = sql`select pg_advisory_xact_lock(42)`;
  const taken = Promise.withResolvers<void>();
  const enough = Promise.withResolvers<void>();
  const { database: other } = open();
  const held = other.transaction().execute(async (tx) => {
    await lock.execute(tx);
    taken.resolve();
    await enough.promise;
  });
  await taken.promise;
  const waiting = database.transaction().execute((tx) => lock.execute(tx));
  await expect(waiting).rejects.toMatchObject({ code: '55P03' });
  enough.resolve();
  await held;

  const paused = database.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await sql`select 1`.execute(tx);
  });
  await expect(paused).rejects.toThrow();
});

test('the limits of a transaction do not stay on its connection', async () => {
  const { database } = open({ poolMax: 1, limits: { statementTimeoutMs: 1234 } });
  const inForce = sql<{ limit: string }>`select current_setting('statement_timeout') as limit`;
  const within = await database.transaction().execute((tx) => inForce.execute(tx));
  expect(within.rows).toEqual([{ limit: '1234ms' }]);
  expect((await inForce.execute(database)).rows).toEqual([{ limit: '0' }]);
});

test('a COMMIT of a transaction in which a statement failed is an error, also when nobody looked at the statement', async () => {
  const { database } = open();
  const committed = database.transaction().execute(async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => undefined);
  });
  await expect(committed).rejects.toThrow();
});

test.each([false, true])('statements keep their meaning, prepared or not: %s', async (prepare) => {
  const { database } = open({ poolMax: 1, prepare });
  for (let use = 0; use < 8; use++) {
    const { rows } = await sql<{ sum: number }>`select ${use}::int + ${1}::int as sum`.execute(database);
    expect(rows).toEqual([{ sum: use + 1 }]);
  }
  await expect(sql`select 1 / ${0}::int`.execute(database)).rejects.toMatchObject({ code: '22012' });
  await expect(sql`select 1 / ${0}::int`.execute(database)).rejects.toMatchObject({ code: '22012' });
  await expect(sql`select 1 / ${1}::int as one`.execute(database)).resolves.toMatchObject({
    rows: [{ one: 1 }],
  });
  const names = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(database);
  expect(names.rows.length > 0).toBe(prepare);
});

test('a prepared statement gives all rows with all columns again and again, with rows or without', async () => {
  const { database } = open({ poolMax: 1, prepare: true });
  await sql`create table repeated (id int, day date, note text)`.execute(database);
  const add = (id: number) =>
    sql`insert into repeated values (${id}, '2026-11-23', ${`n${id}`})`.execute(database);
  const read = async (most: number) =>
    (await sql`select * from repeated where id < ${most} order by id`.execute(database)).rows;
  for (let use = 1; use <= 4; use++) {
    expect(await add(use)).toMatchObject({ numAffectedRows: 1n });
    // Several at once, of which the first may still be on its way to be described.
    const answers = await Promise.all([read(0), read(99), read(2)]);
    expect(answers.map((rows) => rows.length)).toEqual([0, use, 1]);
    expect(answers[1]?.at(-1)).toEqual({ id: use, day: '2026-11-23', note: `n${use}` });
  }
});

test('a list that may be long does not have the server plan a prepared statement anew', async () => {
  const { database } = open({ poolMax: 1, prepare: true });
  const plans = await database.transaction().execute(async (tx) => {
    const read = () => sql`select from pg_class where oid = any(${[1]}::oid[])`.execute(tx);
    for (let use = 0; use < 8; use++) await read();
    const found = sql<{ custom: number; generic: number }>`
      select custom_plans as custom, generic_plans as generic from pg_prepared_statements
      where statement like ${'select from pg_class where%'}`;
    return (await found.execute(tx)).rows;
  });
  expect(plans).toEqual([{ custom: 0, generic: 8 }]);
});

test('after a migration a prepared statement fails at most once', async () => {
  const { database } = open({ prepare: true });
  const read = () => sql`select * from moving where id = ${1}::int`.execute(database);
  await sql`create table moving (id int)`.execute(database);
  await Promise.all([read(), read()]);
  await sql`alter table moving add column name text`.execute(database);
  await expect(read()).rejects.toMatchObject({ code: '0A000' });
  await sql`insert into moving values (1, 'new')`.execute(database);
  for (let use = 0; use < 6; use++) {
    const [{ rows }] = await Promise.all([read(), read()]);
    expect(rows).toEqual([{ id: 1, name: 'new' }]);
  }
});
