import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, sql } from 'kysely';
import { expect, test } from 'vitest';
import { RememberingCompiler } from './remembering-compiler.ts';

const db = new Kysely<{ people: { id: string; name: string } }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (any) => new PostgresIntrospector(any),
    createQueryCompiler: () => new RememberingCompiler(),
  },
});

test('a statement written out has one text and its own values each time', () => {
  const named = (name: string | null, ids: string[]) =>
    sql`select ${name}::text, id = any(${ids}::uuid[]) from people`.compile(db);
  const first = named('Ada', ['1']);
  const second = named(null, []);
  expect(first.sql).toBe('select $1::text, id = any($2::uuid[]) from people');
  expect(second.sql).toBe(first.sql);
  expect(first.parameters).toEqual(['Ada', ['1']]);
  expect(second.parameters).toEqual([null, []]);
});

test('a statement with parts of its own is put together from those it is given', () => {
  const ordered = (column: 'id' | 'name', most: number) =>
    sql`select ${sql.ref(column)} from people where name > ${'A'} limit ${sql.lit(most)}`.compile(db);
  expect(ordered('id', 1).sql).toBe('select "id" from people where name > $1 limit 1');
  expect(ordered('name', 2).sql).toBe('select "name" from people where name > $1 limit 2');
  const limited = (most: number) => sql`select 1 limit ${sql.lit(most)}`.compile(db).sql;
  expect([limited(1), limited(2)]).toEqual(['select 1 limit 1', 'select 1 limit 2']);
});

test('a statement of the query builder is what it is without', () => {
  const { sql: text, parameters } = db.selectFrom('people').select('id').where('name', '=', 'Ada').compile();
  expect(text).toBe('select "id" from "people" where "name" = $1');
  expect(parameters).toEqual(['Ada']);
});
