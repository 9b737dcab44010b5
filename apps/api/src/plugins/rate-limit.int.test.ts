import { RATE_TIERS } from '@healthprotocol/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildTestApp, type TestApp } from '../../test/build-test-app.ts';
import { createOrganization, signInAs } from '../../test/factories.ts';
import { startRedis, type TestRedis } from '../../test/redis-server.ts';

// Limits are spent request by request, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const openApp = (environment: Record<string, string> = {}): Promise<TestApp> =>
  buildTestApp({ environment: { RATE_LIMIT_FACTOR: '1', ...environment } });

/** Sends requests, a few at a time, and gives their statuses. */
async function statusesOf(times: number, send: () => Promise<{ statusCode: number }>): Promise<number[]> {
  const statuses: number[] = [];
  while (statuses.length < times) {
    const batch = Array.from({ length: Math.min(20, times - statuses.length) }, send);
    statuses.push(...(await Promise.all(batch)).map(({ statusCode }) => statusCode));
  }
  return statuses;
}

let stranger = 0;
const signInFrom = (app: TestApp, remoteAddress: string) =>
  app.request({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress,
    payload: { email: `stranger${++stranger}@example.org`, password: 'wrong' },
  });

/** What the service counted as refused, by tier. */
async function refusedOf(app: TestApp): Promise<Record<string, number>> {
  const metric = app.metrics.registry.getSingleMetric('healthprotocol_rate_limited_total');
  const values = (await metric?.get())?.values ?? [];
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.tier), value]));
}

describe('in one process', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp();
  });
  afterAll(() => app.close());

  test('every answer says what the limits are and how much is left of the nearest', async () => {
    const member = await signInAs(app, await createOrganization(app), 'practitioner');
    const answer = await member.request('GET', '/session');
    expect(answer.headers['ratelimit-policy']).toBe(
      '"read-user";q=600;w=60, "read-organization";q=30000;w=60, "read-address";q=6000;w=60',
    );
    expect(answer.headers.ratelimit).toBe('"read-user";r=599;t=60');
  });

  test('a user who asks too often is refused with the seconds to wait, and nobody else is', async () => {
    const organizationId = await createOrganization(app);
    const [busy, calm] = [
      await signInAs(app, organizationId, 'practitioner'),
      await signInAs(app, organizationId, 'practitioner'),
    ];
    const statuses = await statusesOf(RATE_TIERS.read.user, () => busy.request('GET', '/session'));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await busy.request('GET', '/session');
    expect(refused.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(refused.headers['content-type']).toMatch('application/problem+json');
    expect(refused.headers.ratelimit).toMatch(/^"read-user";r=0;t=\d+$/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await calm.request('GET', '/session')).statusCode).toBe(200);
    expect(await refusedOf(app)).toMatchObject({ read: 1 });
  });

  test('an organization has its share, and what is refused to one user is not taken from it', async () => {
    const [crowded, other] = [await createOrganization(app), await createOrganization(app)];
    let address = 0;
    const preview = async (cookie: string) =>
      app.request({
        method: 'POST',
        url: '/api/v1/invitations/preview',
        headers: { cookie },
        remoteAddress: `10.0.${++address >> 8}.${address & 255}`,
        payload: { token: 'x'.repeat(20) },
      });
    const member = async (organizationId: string) =>
      (await signInAs(app, organizationId, 'practitioner')).cookie;

    const wasteful = await member(crowded);
    await statusesOf(100, () => preview(wasteful));
    const { user, organization } = RATE_TIERS.sign_in;
    for (let spent = user; spent < organization; spent += user) {
      const cookie = await member(crowded);
      expect(new Set(await statusesOf(user, () => preview(cookie)))).toEqual(new Set([410]));
    }
    const refused = await preview(await member(crowded));
    expect(refused.json()).toMatchObject({ code: 'too_many_requests' });
    expect(refused.headers.ratelimit).toMatch(/^"sign_in-organization";r=0;t=\d+$/);
    expect((await preview(await member(other))).statusCode).toBe(410);
  });

  test('sign-ins of one address are few, and an address that spent them costs no look-up any more', async () => {
    for (let time = 0; time < RATE_TIERS.sign_in.address; time++) {
      await signInFrom(app, '203.0.113.7');
    }
    app.takeStatements();
    const refused = await signInFrom(app, '203.0.113.7');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers.ratelimit).toMatch(/^"sign_in-address";r=0;t=\d+$/);
    expect(app.takeStatements()).toEqual([]);
    expect((await signInFrom(app, '203.0.113.8')).statusCode).not.toBe(429);
  });

  test('a network of IPv6 addresses is one', async () => {
    for (let time = 0; time < RATE_TIERS.sign_in.address; time++) {
      await signInFrom(app, `2001:db8:1:2::${time}`);
    }
    expect((await signInFrom(app, '2001:db8:1:2:ffff::1')).statusCode).toBe(429);
    expect((await signInFrom(app, '2001:db8:1:3::1')).statusCode).not.toBe(429);
  });
});

describe('in two processes with one Redis', () => {
  let redis: TestRedis;
  let a: TestApp;
  let b: TestApp;
  beforeAll(async () => {
    redis = await startRedis();
    const environment = { REDIS_URL: redis.url };
    [a, b] = [await openApp(environment), await openApp(environment)];
  });
  afterAll(async () => {
    await a.close();
    await b.close();
    await redis.close();
  });
  // The connections are made in the background; a sign-in says whether they are there.
  beforeEach(async () => {
    for (const app of [a, b]) {
      await expect
        .poll(async () => (await signInFrom(app, `198.51.100.${++stranger % 256}`)).statusCode, {
          timeout: 20_000,
        })
        .toBe(401);
    }
  });

  test('sign-ins are counted together, to the last one', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < RATE_TIERS.sign_in.address; time++) {
      statuses.push((await signInFrom(time % 2 ? a : b, '203.0.113.9')).statusCode);
    }
    expect(statuses).not.toContain(429);
    expect((await signInFrom(a, '203.0.113.9')).statusCode).toBe(429);
    expect((await signInFrom(b, '203.0.113.9')).statusCode).toBe(429);
  });

  test('reads are counted together within 200 ms, and no read waits for Redis', async () => {
    const read = (app: TestApp) => app.request({ url: '/api/v1/session', remoteAddress: '203.0.113.10' });
    await statusesOf(RATE_TIERS.read.user, () => read(a));
    expect((await read(a)).statusCode).toBe(429);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await read(b)).statusCode).toBe(401);
    await expect.poll(async () => (await read(b)).statusCode).toBe(429);
  });

  test('without Redis reads and writes go on, and sign-ins are asked to come back', async () => {
    const member = await signInAs(a, await createOrganization(a), 'practitioner');
    await redis.kill();
    const refused = await signInFrom(a, '203.0.113.11');
    expect(refused.json()).toMatchObject({ code: 'service_unavailable', status: 503 });
    expect(refused.headers['retry-after']).toBe('5');
    const statuses = await statusesOf(RATE_TIERS.read.user, () => member.request('GET', '/session'));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await member.request('GET', '/session')).statusCode).toBe(429);
    await redis.restart();
  });

  test('a Redis that hangs makes no read slower, and a sign-in waits for a tenth of a second', async () => {
    const member = await signInAs(a, await createOrganization(a), 'practitioner');
    redis.freeze();
    const began = performance.now();
    expect((await signInFrom(a, '203.0.113.12')).statusCode).toBe(503);
    const waitedMs = performance.now() - began;
    expect(waitedMs).toBeGreaterThan(95);
    expect(waitedMs).toBeLessThan(1_000);
    const statuses = await statusesOf(200, () => member.request('GET', '/session'));
    expect(new Set(statuses)).toEqual(new Set([200]));
    redis.thaw();
  });

  test('a Redis that is full counts nothing, so that reads go on and sign-ins wait', async () => {
    const full = await startRedis(['--maxmemory', '1', '--maxmemory-policy', 'noeviction']);
    const app = await openApp({ REDIS_URL: full.url });
    const member = await signInAs(app, await createOrganization(app), 'practitioner');
    expect((await signInFrom(app, '203.0.113.13')).statusCode).toBe(503);
    expect((await member.request('GET', '/session')).statusCode).toBe(200);
    await app.close();
    await full.close();
  });
});
