import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization } from '../../../test/factories.ts';

// More than what a search looks at before it asks the trigrams.
const BEGINNING = 2100;
const LATE = 60;

let app: TestApp;
let here: string;
beforeAll(async () => {
  app = await buildTestApp();
  here = await createOrganization(app);
  const elsewhere = await createOrganization(app);
  for (const organization of [here, elsewhere]) {
    await sql`
      insert into clients (organization_id, id, name, search_text, time_zone, archived_at)
      select ${organization}::uuid, gen_random_uuid(), name, name, 'UTC', case when n % 10 = 9 then now() end
      from (
        select n, 'ana ' || to_char(n, 'FM0000') as name from generate_series(1, ${BEGINNING}::int) n
        union all select n, 'wei ' || to_char(n, 'FM0000') from generate_series(1, ${LATE}::int) n
      ) people`.execute(app.owner);
  }
});
afterAll(() => app.close());

type Place = { search_text: string; id: string };

/** What the application finds in an organization, in the order of the list. */
async function find(
  pattern: string,
  { archived = false, after, limit = 26 }: { archived?: boolean; after?: Place; limit?: number } = {},
) {
  return app.db.transaction().execute(async (tx) => {
    await sql`select set_config('app.organization_id', ${here}, true)`.execute(tx);
    const { rows } = await sql<Place>`
      select search_text, id from clients where id = any(array(
        select find_clients_by_text(${pattern}, ${archived}, ${after?.search_text ?? null}, ${after?.id ?? null}::uuid, ${limit})))
      order by search_text, id`.execute(tx);
    return rows;
  });
}

/** The names from one number to another, with or without those that are archived. */
const names = (first: string, from: number, to: number, archived = false) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .filter((number) => (number % 10 === 9) === archived)
    .map((number) => `${first} ${String(number).padStart(4, '0')}`);

test('hits at the end of a long list are found in its order, page by page', async () => {
  const all = names('wei', 1, LATE);
  const first = await find('%wei%', { limit: 20 });
  expect(first.map((row) => row.search_text)).toEqual(all.slice(0, 20));
  const second = await find('%wei%', { limit: 20, after: first.at(-1)! });
  expect(second.map((row) => row.search_text)).toEqual(all.slice(20, 40));
  const last = await find('%wei%', { limit: 20, after: second.at(-1)! });
  expect(last.map((row) => row.search_text)).toEqual(all.slice(40));
});

test('hits at its beginning are found there, and a page is not filled up from elsewhere', async () => {
  expect((await find('%ana%')).map((row) => row.search_text)).toEqual(names('ana', 1, 28));
  expect((await find('%ana 0005%')).map((row) => row.search_text)).toEqual(['ana 0005']);
  expect(await find('%nobody%')).toEqual([]);
});

test('a few at the beginning and the rest at the end make one page', async () => {
  const found = await find('% 0005%', { limit: 5 });
  expect(found.map((row) => row.search_text)).toEqual(['ana 0005', 'wei 0005']);
});

test('the archived are found among themselves', async () => {
  const found = await find('%wei%', { archived: true });
  expect(found.map((row) => row.search_text)).toEqual(names('wei', 1, LATE, true));
});
