import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { migrations } from './migrations/index.ts';
import { migrateToZero, migrateUp } from './migrator.ts';
import { openDatabase } from './pool.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Every table, column, constraint, index, policy, trigger and function of the schema, each as PostgreSQL writes it. */
async function schemaOf(url: string): Promise<string[]> {
  const db = openDatabase({ url, poolMax: 1 });
  const { rows } = await sql<{ line: string }>`
    with tables as (
      select oid, relname, relrowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    )
    select format('table %s secured %s', relname, relrowsecurity) as line from tables
    union all select format('column %s.%s %s null %s default %s', t.relname, a.attname,
        format_type(a.atttypid, a.atttypmod), not a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
      from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all select format('constraint %s %s %s', t.relname, k.conname, pg_get_constraintdef(k.oid))
      from tables t join pg_constraint k on k.conrelid = t.oid
    union all select pg_get_indexdef(i.indexrelid) from tables t join pg_index i on i.indrelid = t.oid
    union all select format('policy %s %s using %s check %s', t.relname, p.polname,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      from tables t join pg_policy p on p.polrelid = t.oid
    union all select pg_get_triggerdef(g.oid) from tables t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
    union all select pg_get_functiondef(f.oid) from pg_proc f where f.pronamespace = 'public'::regnamespace
    union all select format('grant %s %s', c.relname, a) from pg_class c, unnest(c.relacl) a
      where c.relnamespace = 'public'::regnamespace
    order by line`.execute(db);
  await db.destroy();
  return rows.map(({ line }) => line);
}

test('all migrations down leave nothing behind, and up again give the same schema', async () => {
  const before = await schemaOf(database.ownerUrl);
  expect(before.length).toBeGreaterThan(200);
  expect(await migrateToZero(database.ownerUrl)).toEqual(Object.keys(migrations).toReversed());
  expect(await schemaOf(database.ownerUrl)).toEqual([]);
  expect(await migrateUp(database.ownerUrl)).toEqual(Object.keys(migrations));
  expect(await schemaOf(database.ownerUrl)).toEqual(before);
});
