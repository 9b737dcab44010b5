import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { openDatabase } from './pool.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type ForeignKey = { table: string; name: string; columns: string[]; indexes: string[][] };

test('every foreign key starts an index, so that neither a join nor a deletion reads the whole table', async () => {
  const db = openDatabase({ url: database.ownerUrl, poolMax: 1 });
  const { rows } = await sql<ForeignKey>`
    select k.conrelid::regclass::text as table, k.conname as name,
      (select array_agg(a.attname::text) from unnest(k.conkey) key (number)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = key.number) as columns,
      (select json_agg((
          select json_agg(a.attname order by part.position) from unnest(i.indkey::int[]) with ordinality part (number, position)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.number))
        from pg_index i where i.indrelid = k.conrelid and i.indpred is null) as indexes
    from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace`.execute(db);
  await db.destroy();
  expect(rows.length).toBeGreaterThan(15);
  const startsAnIndex = ({ columns, indexes }: ForeignKey) =>
    indexes.some((index) => {
      const leading = new Set(index.slice(0, columns.length));
      return columns.every((column) => leading.has(column));
    });
  expect(rows.filter((key) => !startsAnIndex(key)).map(({ table, name }) => `${table}: ${name}`)).toEqual([]);
});
