import type { RouteContract } from '@healthprotocol/contracts';
import * as contractsPackage from '@healthprotocol/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { entry } from '../test/check-in-factories.ts';
import { createBusyPractice, createPractice, type Practice } from '../test/practice.ts';
import { ROUTE_CALLS, type RouteCall } from '../test/route-calls.ts';
import { ROWS_PER_STATEMENT } from './platform/db/row-batches.ts';

const MOST_OF_A_READ = 4;
const MOST_OF_A_WRITE = 6;

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
  // What a request waits for is measured on connections that are open, as they are in a service that runs.
  await Promise.all([1, 2, 3, 4, 5].map(() => sql`select pg_sleep(0.2)`.execute(app.db)));
});
afterAll(() => app.close());

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'rateTier' in value;
const routes = Object.values<unknown>(contractsPackage).filter(isContract);
const nameOf = ({ method, path }: RouteContract) => `${method} ${path}`;

/** Sends a request and counts what it cost; it must succeed. */
async function cost(method: string, { by, path, body }: RouteCall, expected: number) {
  app.takeStatements();
  app.takeRoundTrips();
  const answer = await app.request({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: { ...(by && { cookie: by.cookie }) },
    ...(body && { payload: body }),
  });
  const counted = { roundTrips: app.takeRoundTrips(), statements: app.takeStatements().length };
  expect(answer.statusCode, answer.body).toBe(expected);
  return counted;
}

// Refused always, by a rule and not by a mistake of the request.
const statusOf = (route: RouteContract) =>
  nameOf(route) === 'PUT /protocols/:protocolId/versions/:version' ? 409 : route.response.status;

describe('the waits for the database of one request', () => {
  const table: string[] = [];
  afterAll(() => {
    process.stdout.write(`\nwaits  statements  again  route\n${table.join('\n')}\n`);
  });

  test('are counted for every route there is', () => {
    expect(Object.keys(ROUTE_CALLS).toSorted()).toEqual(routes.map(nameOf).toSorted());
  });

  test.each(routes.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
    const call = await ROUTE_CALLS[name]!(await createPractice(app));
    const first = await cost(route.method, call, statusOf(route));
    const again = route.method === 'GET' ? (await cost(route.method, call, statusOf(route))).roundTrips : '';
    const cells = [
      String(first.roundTrips).padStart(5),
      String(first.statements).padStart(10),
      String(again).padStart(5),
    ];
    table.push(`${cells.join('  ')}  ${name}`);
    const isRead = route.method === 'GET' || route.rateTier === 'read';
    expect(first.roundTrips).toBeLessThanOrEqual(isRead ? MOST_OF_A_READ : MOST_OF_A_WRITE);
  });
});

describe('a page of 50 costs as much as a page of one', () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await createBusyPractice(app, 55);
  }, 120_000);

  const pages = routes.filter(({ query }) => query && 'limit' in query.shape);
  test.each(pages.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
    const call = await ROUTE_CALLS[name]!(practice);
    const page = (limit: number) => ({ ...call, path: `${call.path}?limit=${limit}` });
    const rows = async (limit: number) => {
      const url = `/api/v1${page(limit).path}`;
      return (await app.request({ url, headers: { cookie: call.by!.cookie } })).json().items.length;
    };
    expect([await rows(1), await rows(50)]).toEqual([1, 50]);
    expect(await cost(route.method, page(50), 200)).toEqual(await cost(route.method, page(1), 200));
  });

  test('GET /practitioner/today, for 55 clients as for one', async () => {
    const small = await createPractice(app);
    const today = async (by: Practice) => {
      const call = { by: by.practitioner, path: '/practitioner/today' };
      await cost('GET', call, 200);
      return cost('GET', call, 200);
    };
    expect(await today(practice)).toEqual(await today(small));
  });

  test('POST /me/check-ins, for 50 check-ins as for one, but for the batches they are written in', async () => {
    const { client, assignmentId } = await createPractice(app);
    const send = (slots: string[]) => {
      const checkIns = slots.map((slot) => entry({ assignmentId, localDate: '2026-11-23', slot }));
      return cost('POST', { by: client, path: '/me/check-ins', body: { checkIns } }, 200);
    };
    await send(['morning']);
    const many = await send(Array.from({ length: 50 }, () => 'morning'));
    const one = await send(['morning']);
    const more = Math.ceil(50 / ROWS_PER_STATEMENT) - 1;
    expect(many).toEqual({ ...one, statements: one.statements + more });
  });
});
