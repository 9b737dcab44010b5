import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from '../test/factories.ts';
import { inTenantTransaction } from './platform/db/tenant-transaction.ts';
import { newId } from './platform/ids.ts';

type Line = Record<string, unknown> & { msg: string };

let app: TestApp;
let practitioner: SignedInMember;
let lines: string[] = [];
const logged = (msg: string): Line[] =>
  lines.map((line) => JSON.parse(line) as Line).filter((line) => line.msg === msg);

beforeAll(async () => {
  app = await buildTestApp({
    environment: { LOG_LEVEL: 'info', LOG_FORMAT: 'json', SLOW_STATEMENT_MS: '100' },
    logDestination: { write: (line) => void lines.push(line) },
  });
  practitioner = await signInAs(app, await createOrganization(app), 'practitioner');
});
afterAll(() => app.close());
beforeEach(() => {
  lines = [];
});

test('one line a request: its id, who made it for which tenant, route, status and time, and no value', async () => {
  const clientId = await createClient(app, practitioner.organizationId, { careTeam: [practitioner] });
  await practitioner.request('GET', `/clients/${clientId}?canary=canary`);
  await expect.poll(() => logged('request')).toHaveLength(1);
  expect(logged('request')[0]).toMatchObject({
    level: 30,
    reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    userId: practitioner.userId,
    organizationId: practitioner.organizationId,
    method: 'GET',
    route: '/api/v1/clients/:clientId',
    statusCode: 200,
    durationMs: expect.any(Number),
  });
  expect(lines).toHaveLength(1);
  expect(lines.join()).not.toMatch(new RegExp(`canary|${clientId}|${practitioner.name}`));
});

test('an address that nothing answers, or that cannot be read, is one line too', async () => {
  await app.request({ url: '/api/v1/canary' });
  await app.request({ url: '/%ff' });
  await expect.poll(() => logged('request').map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  expect(lines.join()).not.toContain('canary');
});

test('a probe that succeeds is no line', async () => {
  await app.request({ url: '/livez' });
  await app.request({ url: '/api/v1/canary' });
  await expect.poll(() => logged('request')).toHaveLength(1);
});

test('a slow statement is logged with its SQL and its route, without its values, and counted', async () => {
  const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
  const holding = app.owner.transaction().execute(async (tx) => {
    await sql`lock table clients in exclusive mode`.execute(tx);
    locked();
    await sleep(400);
  });
  await isLocked;
  const client = { id: newId(), name: 'canary', timeZone: 'Europe/Madrid' };
  expect((await practitioner.request('POST', '/clients', client)).statusCode).toBe(201);
  await holding;
  const [line] = logged('slow statement').filter(({ statement }) =>
    /^insert into "clients"/.test(`${statement}`),
  );
  expect(line).toMatchObject({
    level: 40,
    route: 'POST /api/v1/clients',
    reqId: expect.any(String),
    organizationId: practitioner.organizationId,
  });
  expect(Number(line?.durationMs)).toBeGreaterThanOrEqual(100);
  expect(lines.join()).not.toContain('canary');
  expect(await app.metrics.scrape()).toMatch(/healthprotocol_db_slow_statements_total [1-9]/);
});

test('a statement that belongs to no request is logged without a route', async () => {
  const origin = { actor: null, requestId: 'none', ipAddress: null };
  await inTenantTransaction(app.db, practitioner.organizationId, origin, (tx) =>
    sql`select pg_sleep(0.12)`.execute(tx.db),
  );
  expect(logged('slow statement')).toMatchObject([{ statement: 'select pg_sleep(0.12)', route: null }]);
});
