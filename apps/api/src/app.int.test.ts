import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

test('the process says that it is alive, and that the database answers', async () => {
  expect((await app.request({ url: '/livez' })).json()).toEqual({ status: 'ok' });
  expect((await app.request({ url: '/readyz' })).json()).toEqual({
    status: 'ok',
    checks: { database: 'ok' },
  });
});

test('an unknown address of the API is a problem with a code and a request id', async () => {
  const answer = await app.request({ url: '/api/v1/nothing-here' });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toMatch('application/problem+json');
  expect(answer.json()).toMatchObject({
    code: 'not_found',
    status: 404,
    requestId: answer.headers['x-request-id'],
  });
});

test('a write that another site makes is refused', async () => {
  const answer = await app.request({
    method: 'POST',
    url: '/api/v1/session',
    headers: { origin: 'https://evil.example' },
    payload: {},
  });
  expect(answer.json()).toMatchObject({ code: 'cross_site_request', status: 403 });
});

test('the OpenAPI document is served as version 3.1', async () => {
  const answer = await app.request({ url: '/api/openapi.json' });
  expect(answer.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'HealthProtocol' } });
});

test('the documentation of the API opens as a page with its own script', async () => {
  const short = await app.request({ url: '/api/docs' });
  expect([short.statusCode, short.headers.location]).toEqual([301, '/api/docs/']);
  const page = await app.request({ url: '/api/docs/' });
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).toContain('/api/openapi.json');
  const script = await app.request({ url: '/api/docs/js/scalar.js' });
  expect(script.headers['content-type']).toContain('javascript');
  expect(script.rawPayload.length).toBeGreaterThan(100_000);
});

test('every table of tenant data shows nothing to the application without a tenant', async () => {
  const { rows } = await sqlTables();
  expect(rows.length).toBeGreaterThan(10);
  for (const table of rows) {
    expect(table, `${table.name} has row-level security`).toMatchObject({ secured: true, policies: 1 });
  }
});

async function sqlTables() {
  const { sql } = await import('kysely');
  return sql<{ name: string; secured: boolean; policies: number }>`
    select c.relname as name, c.relrowsecurity as secured,
      (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and (c.relname = 'organizations' or exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
    order by c.relname`.execute(app.db);
}
