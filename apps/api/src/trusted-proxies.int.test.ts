import { request } from 'node:http';
import { RATE_TIERS } from '@healthprotocol/contracts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { startHaproxy } from '../test/haproxy.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
beforeAll(async () => {
  // The proxy is trusted; callers sit on other addresses.
  app = await buildTestApp({ environment: { RATE_LIMIT_FACTOR: '1', TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => app.close());

let serial = 0;
const address = () => `198.51.100.${++serial % 256}`;
const payload = () => ({ email: `nobody${++serial}@example.org`, password: 'wrong' });
const spend = async (send: () => Promise<number>) => {
  for (let time = 0; time < RATE_TIERS.sign_in.address; time++) expect(await send()).not.toBe(429);
};
/** Addresses under which failed sign-ins were recorded, the newest first. */
const recorded = async () =>
  (
    await app.owner
      .selectFrom('security_events')
      .select('ip_address')
      .where('type', '=', 'session.failed')
      .orderBy('at', 'desc')
      .execute()
  ).map((row) => row.ip_address);

describe('somebody who is no proxy', () => {
  const send = (remoteAddress: string) => async () => {
    const answer = await app.request({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress,
      headers: { 'x-forwarded-for': address(), 'x-real-ip': address(), forwarded: `for=${address()}` },
      payload: payload(),
    });
    return answer.statusCode;
  };

  test('is known by the real address, whatever is claimed', async () => {
    const honest = send('203.0.113.50');
    await spend(honest);
    expect(await honest()).toBe(429);
    expect((await recorded())[0]).toBe('203.0.113.50');
    expect(await send('203.0.113.51')()).not.toBe(429);
  });
});

describe('behind a real HAProxy', () => {
  let proxy: Awaited<ReturnType<typeof startHaproxy>>;
  beforeAll(async () => {
    await app.app.listen({ host: '127.0.0.1', port: 0 });
    const bound = app.app.server.address();
    proxy = await startHaproxy(typeof bound === 'object' && bound ? bound.port : 0);
  });
  afterAll(() => proxy.close());

  const sendFrom = (localAddress: string, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve, reject) => {
      const body = JSON.stringify(payload());
      const sent = request(
        {
          host: '127.0.0.1',
          port: proxy.port,
          localAddress,
          method: 'POST',
          path: '/api/v1/session',
          agent: false,
          headers: { 'content-type': 'application/json', 'content-length': body.length, ...headers },
        },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode ?? 0));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  test('callers are told apart by their own addresses, also those who forge another', async () => {
    const forging = () => sendFrom('127.0.0.2', { 'x-forwarded-for': `${address()}, ${address()}` });
    await spend(forging);
    expect(await forging()).toBe(429);
    expect((await recorded())[0]).toBe('127.0.0.2');
    expect(await sendFrom('127.0.0.3')).not.toBe(429);
    expect((await recorded())[0]).toBe('127.0.0.3');
  });

  test.each(['', 'unknown', '"', '::', '999.1.1.1', 'a'.repeat(5_000)])(
    'a claim that is no address (%#) changes nothing',
    async (claim) => {
      expect(await sendFrom('127.0.0.4', { 'x-forwarded-for': claim })).toBe(401);
      expect((await recorded())[0]).toBe('127.0.0.4');
    },
  );
});
