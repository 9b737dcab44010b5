import type { RouteContract } from '@healthprotocol/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs, signInAsClient } from '../test/factories.ts';
import { createPractice, type Practice } from '../test/practice.ts';
import { ROUTE_CALLS, type RouteCall } from '../test/route-calls.ts';
import { framesTransaction } from '../test/statement-shape.ts';

// One instance with a cache, whose pool has a single connection; one without a cache on the same database says what is true.
let app: TestApp;
let plain: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ poolMax: 1 });
  plain = await buildTestApp({ environment: { CACHE_MEGABYTES: '0' }, besides: app });
});
afterAll(async () => {
  await plain.close();
  await app.close();
});

type Outsiders = Record<string, SignedInMember>;

/** Everybody who is signed in and has nothing to do with the practice's client. */
async function outsidersOf({ organizationId }: Practice): Promise<Outsiders> {
  const elsewhere = await createOrganization(app);
  return {
    'a practitioner who is not on the care team': await signInAs(app, organizationId, 'practitioner'),
    'another client': await signInAsClient(app, organizationId),
    'an owner elsewhere': await signInAs(app, elsewhere, 'owner'),
    'a practitioner elsewhere': await signInAs(app, elsewhere, 'practitioner'),
    'a client elsewhere': await signInAsClient(app, elsewhere),
  };
}

const ask = (on: TestApp, by: SignedInMember | null, method: string, { path, body }: RouteCall) =>
  on.request({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: { ...(by && { cookie: by.cookie }) },
    ...(body && { payload: body }),
  });

/** Lets the process know who everybody is, so that what it asks the database is about the request alone. */
async function introduce(outsiders: Outsiders, ...others: SignedInMember[]): Promise<void> {
  for (const member of [...Object.values(outsiders), ...others]) await member.request('GET', '/session');
}

/** The id of a request is in every problem. */
const withoutId = (body: string): string => body.replace(/"requestId":"[^"]*"/, '');

const routes = () => app.app.api.contracts;
const nameOf = ({ method, path }: RouteContract) => `${method} ${path}`;
const isAboutAClient = ({ path }: RouteContract) => /^\/(?:clients|assignments)\/:|^\/assignments/.test(path);
const isAboutMe = ({ path }: RouteContract) => path.startsWith('/me/');

describe('a refused request changes nothing that others see', () => {
  const ROUNDS = 5;

  test('on any route that is read, before the rightful one, after it and at once, cold and warm', {
    timeout: 120_000,
  }, async () => {
    const wrong: string[] = [];
    let asked = 0;
    let refused = 0;
    const reads = routes().filter(({ method }) => method === 'GET');
    for (const route of reads) {
      const practice = await createPractice(app);
      const outsiders = await outsidersOf(practice);
      const call = await ROUTE_CALLS[nameOf(route)]!(practice);
      const truth = (await ask(plain, call.by, 'GET', call)).body;
      const rightful = async () => {
        asked++;
        const { body, statusCode } = await ask(app, call.by, 'GET', call);
        if (statusCode !== 200 || body !== truth) wrong.push(`${nameOf(route)}: ${statusCode} ${body}`);
      };
      const others = async () => {
        for (const [who, member] of Object.entries(outsiders)) {
          const { statusCode, body } = await ask(app, member, 'GET', call);
          if (statusCode === 403 || statusCode === 404) refused++;
          else if (isAboutAClient(route) || body.includes(practice.client.clientId))
            wrong.push(`${nameOf(route)}: ${statusCode} for ${who}`);
        }
      };
      for (let round = 0; round < ROUNDS; round++) {
        await app.app.cache.clear();
        await others();
        await rightful();
        await others();
        await rightful();
        await app.app.cache.clear();
        await Promise.all([others(), rightful(), others(), rightful(), rightful()]);
        await Promise.all([others(), rightful(), others(), rightful()]);
      }
    }
    process.stdout.write(
      `${reads.length} routes read: ${asked} rightful requests, ${refused} refused, ${wrong.length} wrong answers\n`,
    );
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(1000);
  });

  test('on any route that writes: nothing is written, and what is read afterwards is as it was', {
    timeout: 120_000,
  }, async () => {
    const wrong: string[] = [];
    const writes = routes().filter((route) => route.method !== 'GET' && isAboutAClient(route));
    for (const route of writes) {
      const practice = await createPractice(app);
      const outsiders = await outsidersOf(practice);
      const call = await ROUTE_CALLS[nameOf(route)]!(practice);
      const looks = [
        [practice.client, '/me/day'],
        [practice.client, '/me/adherence'],
        [practice.client, '/me/plan?from=2026-11-20&to=2026-12-20'],
        [practice.practitioner, `/clients/${practice.client.clientId}/assignments`],
        [practice.practitioner, `/assignments/${practice.assignmentId}`],
      ] as const;
      const seen = async (on: TestApp) =>
        Promise.all(
          looks.map(async ([who, path]) => withoutId((await ask(on, who, 'GET', { by: who, path })).body)),
        );
      const before = await seen(plain);
      for (const [who, member] of Object.entries(outsiders)) {
        await app.app.cache.clear();
        const [{ statusCode }] = await Promise.all([ask(app, member, route.method, call), seen(app)]);
        if (statusCode !== 403 && statusCode !== 404)
          wrong.push(`${nameOf(route)}: ${statusCode} for ${who}`);
        if ((await seen(app)).join() !== before.join()) wrong.push(`${nameOf(route)}: changed by ${who}`);
      }
      const { statusCode } = await ask(app, call.by, route.method, call);
      if (statusCode !== route.response.status) wrong.push(`${nameOf(route)}: ${statusCode} for who may`);
    }
    process.stdout.write(`${writes.length} routes written to\n`);
    expect(wrong).toEqual([]);
  });
});

describe('a refused request loads nothing but what it takes to refuse it, and nothing is kept of it', () => {
  const cases = () => routes().filter((route) => isAboutAClient(route) || isAboutMe(route));

  test('on any route about a client', { timeout: 60_000 }, async () => {
    const loaded: string[] = [];
    for (const route of cases()) {
      const practice = await createPractice(app);
      const outsiders = await outsidersOf(practice);
      const call = await ROUTE_CALLS[nameOf(route)]!(practice);
      await introduce(outsiders);
      const kept: unknown[] = [];
      const { set, getOrLoad } = app.app.cache;
      Object.assign(app.app.cache, {
        set: async (key: unknown) => void kept.push(key),
        getOrLoad: (key: { cache: string }, load: () => Promise<never>) => {
          if (key.cache !== 'session') kept.push(key);
          return getOrLoad(key as never, load);
        },
      });
      const { 'another client': client, 'a client elsewhere': stranger, ...staff } = outsiders;
      // For clients the routes about themselves are rightful.
      const who = isAboutMe(route) ? staff : outsiders;
      app.takeStatements();
      for (const member of Object.values(who)) await ask(app, member, route.method, call);
      Object.assign(app.app.cache, { set, getOrLoad });
      const statements = app
        .takeStatements()
        .filter((sql) => !framesTransaction(sql) && !sql.includes('session_actor('))
        .filter(
          (sql) =>
            !/^select "clients"\.\*(?:, "assignments"\."safety")? from "(?:clients|assignments)"/.test(sql),
        );
      loaded.push(...statements.map((sql) => `${nameOf(route)}: ${sql.slice(0, 200)}`));
      if (kept.length > 0) loaded.push(`${nameOf(route)} keeps ${JSON.stringify(kept)}`);
    }
    expect(loaded).toEqual([]);
  });
});
