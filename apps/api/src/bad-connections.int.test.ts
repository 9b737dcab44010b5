import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createOrganization, signInAs } from '../test/factories.ts';
import { createLogin, PASSWORD } from '../test/logins.ts';
import { talkTo, trickle } from '../test/raw-connection.ts';

vi.setConfig({ testTimeout: 60_000 });

async function listen(environment: Record<string, string>): Promise<{ app: TestApp; port: number }> {
  const app = await buildTestApp({ environment });
  await app.app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.app.server.address();
  return { app, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('a connection that breaks the rules', () => {
  let app: TestApp;
  let port: number;
  beforeAll(async () => {
    ({ app, port } = await listen({ REQUEST_TIMEOUT_SECONDS: '3' }));
  });
  afterAll(() => app.close());
  // Whatever came, the next caller is served.
  afterEach(async () => {
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  });

  const problemOf = (code: string, status: number) => ({
    type: `/errors#${code}`,
    title: expect.any(String),
    status,
    code,
    requestId: expect.any(String),
  });

  test('headers that come one byte a second are answered 408 when their time is over', async () => {
    const answer = await talkTo(port, (socket) =>
      trickle(socket, 'GET /livez HTTP/1.1\r\nHost: localhost\r\n', 1_000),
    );
    expect(answer.body).toEqual(problemOf('request_timeout', 408));
    expect(answer.status).toBe(408);
    expect(answer.text).toMatch(/content-type: application\/problem\+json\r\n/i);
    expect(answer.text).toMatch(/connection: close\r\n/i);
    expect(answer.tookMs).toBeGreaterThan(2_900);
    expect(answer.tookMs).toBeLessThan(15_000);
  });

  test('a body that comes one byte a second is answered 408 when its time is over', async () => {
    const answer = await talkTo(port, (socket) => {
      socket.write(
        'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n',
      );
      trickle(socket, '{"email":"a@example.org","password":"one byte a second"}    ', 1_000);
    });
    expect(answer.body).toEqual(problemOf('request_timeout', 408));
    expect(answer.tookMs).toBeLessThan(15_000);
  });

  test('a connection that says nothing is ended as well', async () => {
    const answer = await talkTo(port, () => undefined);
    expect(answer.body).toEqual(problemOf('request_timeout', 408));
  });

  test.each([
    ['headers of 64 kB', `GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Large: ${'x'.repeat(65_536)}\r\n\r\n`],
    ['thousands of headers', `GET /livez HTTP/1.1\r\nHost: localhost\r\n${'a: b\r\n'.repeat(4_000)}\r\n`],
    ['an address of 64 kB', `GET /${'x'.repeat(65_536)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
  ])('%s are answered 431', async (_name, text) => {
    const answer = await talkTo(port, (socket) => socket.write(text));
    expect(answer.body).toEqual(problemOf('headers_too_large', 431));
    expect(answer.status).toBe(431);
  });

  test('an address that is long and still fits is an address where nothing is', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${'x'.repeat(8_000)}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['no HTTP', 'EHLO mail.example.org\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a header without a name', 'GET /livez HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n'],
    [
      'two lengths',
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}',
    ],
    [
      'a length and chunks, by which requests are smuggled',
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG',
    ],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n'],
  ])('what is %s is answered 400', async (_name, text) => {
    const answer = await talkTo(port, (socket) => socket.write(text, 'latin1'));
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/connection: close/i);
    expect(answer.text).not.toMatch(/ at .*node:|HPE_/);
  });

  test('requests that come in one piece are answered in their order', async () => {
    const request = (path: string, end = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${end}\r\n`;
    const many = Array.from({ length: 200 }, (_, index) =>
      request(index % 2 ? '/livez' : `/api/v1/nothing-${index}`),
    );
    const answer = await talkTo(port, (socket) =>
      socket.write(many.join('') + request('/api/v1/session', 'Connection: close\r\n')),
    );
    const statuses = [...answer.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    expect(statuses).toEqual([...Array.from({ length: 200 }, (_, index) => (index % 2 ? 200 : 404)), 401]);
  });

  test('a caller that leaves before the answer leaves nothing behind', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        talkTo(port, (socket) => {
          socket.write('GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\n\r\n');
          setTimeout(() => socket.resetAndDestroy(), 1);
        }),
      ),
    );
    await expect
      .poll(
        () => new Promise((resolve) => app.app.server.getConnections((_error, count) => resolve(count))),
        { timeout: 10_000 },
      )
      .toBeLessThan(5);
  });
});

test('5,000 connections that say nothing keep nobody from being served, and are ended; one too many is closed at once', async () => {
  const { app, port } = await listen({ MAX_CONNECTIONS: '5010' });
  const sockets: Socket[] = [];
  let ended = 0;
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' }, resolve);
      socket.on('error', reject);
      socket.on('close', () => ended++);
      socket.resume();
      sockets.push(socket);
    });
  for (let batch = 0; batch < 50; batch++) await Promise.all(Array.from({ length: 100 }, open));
  expect(sockets).toHaveLength(5_000);
  const began = performance.now();
  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  expect((await app.request({ url: '/api/v1/session' })).statusCode).toBe(401);
  expect(performance.now() - began).toBeLessThan(5_000);

  const count = () =>
    new Promise<number>((resolve) => app.app.server.getConnections((_error, open) => resolve(open)));
  for (let more = 0; more < 40; more++) await open();
  expect(await count()).toBeLessThanOrEqual(5_010);
  await expect.poll(() => ended, { timeout: 30_000, interval: 500 }).toBeGreaterThanOrEqual(5_000);
  for (const socket of sockets) socket.destroy();
  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  await app.close();
});

test('a clock that is set by hours, forth or back, ends no session, no limit and no request', async () => {
  const app = await buildTestApp({
    environment: { RATE_LIMIT_FACTOR: '1', MAX_EVENT_LOOP_DELAY_MS: '5000' },
  });
  const organizationId = await createOrganization(app);
  const member = await signInAs(app, organizationId, 'practitioner');
  const login = await createLogin(app, organizationId);
  const realNow = Date.now();
  vi.useFakeTimers({ toFake: ['Date'] });
  const remaining: number[] = [];
  for (const hours of [0, 6, -6, 48, -48]) {
    vi.setSystemTime(realNow + hours * 3_600_000);
    const answer = await member.request('GET', '/session');
    expect(answer.statusCode).toBe(200);
    remaining.push(Number(/r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1]));
    const signedIn = await app.request({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: login.email, password: PASSWORD },
    });
    expect(signedIn.statusCode).toBe(200);
    const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? '';
    expect((await app.request({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(200);
  }
  vi.useRealTimers();
  expect(remaining).toEqual([599, 598, 597, 596, 595]);
  const shed = await app.metrics.registry.getSingleMetric('healthprotocol_http_requests_shed_total')?.get();
  expect(shed?.values).toEqual([]);
  await app.close();
});
