import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../apps/api/test/test-database.ts';
import { installProbe, type Probe, type Sample } from './statement-probe.ts';

let database: TestDatabase;
let client: pg.Client;
let probe: Probe;
beforeAll(async () => {
  database = await createTestDatabase();
  // As the application's pool sends, without waiting for one answer before the next question.
  client = new pg.Client({ connectionString: database.ownerUrl, pipeline: true } as pg.ClientConfig);
  await client.connect();
  await client.query(`
    create table letters (id integer primary key, kind text not null, answered boolean not null default false);
    insert into letters (id, kind) select n, case when n % 1000 = 0 then 'bill' else 'advert' end from generate_series(1, 20000) n;
    create index letters_bills on letters (id) where kind <> 'advert';
    analyze letters`);
  probe = installProbe();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Everything that was seen of what `work` sends. */
async function watch(
  work: () => Promise<unknown>,
  times = 1,
): Promise<{ samples: Sample[]; failures: string[] }> {
  const samples: Sample[] = [];
  const failures: string[] = [];
  const onFailure = (sql: string) => void failures.push(sql);
  await probe.explain({ times, onSample: (sample) => void samples.push(sample), onFailure }, work);
  return { samples, failures };
}

const scannedBy = ({ samples }: { samples: Sample[] }) =>
  samples.map(({ mode, scanned }) => [mode, ...scanned]);

test('a table that a statement reads from one end to the other is named, one that it finds rows in is not', async () => {
  const reading = await watch(() => client.query('select count(*) from letters where answered = $1', [true]));
  expect(scannedBy(reading)).toEqual([
    ['custom', 'letters'],
    ['generic', 'letters'],
  ]);
  const finding = await watch(() => client.query('select kind from letters where id = $1', [7]));
  expect(scannedBy(finding)).toEqual([['custom'], ['generic']]);
  expect(finding.samples[0]).toMatchObject({ shape: 'select kind from letters where id = $' });
});

test('a plan that only a prepared statement gets is judged, too', async () => {
  const bills = await watch(() => client.query('select id from letters where kind <> $1', ['advert']));
  expect(scannedBy(bills)).toEqual([['custom'], ['generic', 'letters']]);
});

test('what is tried is undone, in a transaction and outside of one, and what is sent really happens once', async () => {
  const count = async () => (await client.query('select count(*)::int as count from letters')).rows[0].count;
  const before = await count();
  await watch(() => client.query("insert into letters (id, kind) values ($1, 'bill')", [30_001]), 3);
  const inTransaction = await watch(async () => {
    await client.query('begin');
    await client.query("insert into letters (id, kind) values ($1, 'bill')", [30_002]);
    await client.query('commit');
  }, 3);
  expect(inTransaction.samples.map(({ mode }) => mode)).toEqual([
    ...Array(3).fill('custom'),
    ...Array(3).fill('generic'),
  ]);
  expect(await count()).toBe(before + 2);
});

test('trying leaves no savepoint behind in the transaction', async () => {
  await watch(async () => {
    await client.query('begin');
    await client.query('select kind from letters where id = $1', [7]);
    await expect(client.query('release savepoint scale_probe')).rejects.toMatchObject({ code: '3B001' });
    await client.query('rollback');
  });
});

test('a statement that fails is named, and the transaction goes on as if nobody had looked', async () => {
  const { failures } = await watch(async () => {
    const sent = client.query("insert into letters (id, kind) values ($1, 'bill')", [1]);
    await expect(sent).rejects.toMatchObject({ code: '23505' });
  });
  expect(new Set(failures)).toEqual(new Set(["insert into letters (id, kind) values ($1, 'bill')"]));
  expect((await client.query('select kind from letters where id = 1')).rows).toEqual([{ kind: 'advert' }]);
});
