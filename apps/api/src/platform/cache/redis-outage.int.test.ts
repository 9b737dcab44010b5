import { connect, createServer, type Server, type Socket } from 'node:net';
import { createClient } from '@redis/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheHarness, freshKey, type OpenCache, until } from '../../../test/cache-harness.ts';
import { startRedis, type TestRedis } from '../../../test/redis-server.ts';

let redis: TestRedis;
const servers: Server[] = [];
const harness = cacheHarness();
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  await harness.closeAll();
  for (const server of servers.splice(0)) server.close();
  await redis.close();
});

async function up(url = redis.url): Promise<OpenCache> {
  const cache = harness.onRedis(url);
  await until(cache.isUp);
  return cache;
}

async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createServer(onConnection);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `redis://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** Asks as a request would, and says how long it took. */
async function ask(
  cache: OpenCache,
  value: string,
  key = freshKey(),
): Promise<{ value: string; ms: number }> {
  const start = performance.now();
  const answer = await cache.getOrLoad(key, async () => ({ value }));
  return { value: answer, ms: performance.now() - start };
}

test('Redis killed in the middle of a load fails nobody, and Redis back is used again', async () => {
  const cache = await up();
  let failed = 0;
  let answered = 0;
  let going = true;
  const users = Array.from({ length: 20 }, async () => {
    while (going) {
      await ask(cache, 'loaded').then(
        () => answered++,
        () => failed++,
      );
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  });
  try {
    await redis.kill();
    await until(() => !cache.isUp());
    const without = answered;
    await until(() => answered > without + 20);
    await redis.restart();
    await until(cache.isUp);
  } finally {
    going = false;
    await Promise.all(users);
  }
  expect(failed).toBe(0);
  const key = freshKey();
  await ask(cache, 'kept', key);
  expect((await ask(cache, 'loaded again', key)).value).toBe('kept');
});

test('what was written while Redis was away is not hidden by what it kept from before', async () => {
  const [a, b] = [await up(), await up()];
  const key = freshKey();
  await ask(a, 'old', key);
  await until(async () => (await b.get(key)) === 'old');
  redis.freeze();
  // Both find out by waiting in vain; then one of them writes.
  await Promise.all([ask(a, 'x'), ask(b, 'x')]);
  expect([a.isUp(), b.isUp()]).toEqual([false, false]);
  await a.invalidate(key.subject);
  redis.thaw();
  await until(() => a.isUp() && b.isUp());
  expect((await ask(b, 'new', key)).value).toBe('new');
  expect((await ask(a, 'newer', key)).value).toBe('new');
});

test('a Redis that hangs costs each process one short wait and no errors', async () => {
  const cache = await up();
  redis.freeze();
  expect((await ask(cache, 'first')).ms).toBeLessThan(300);
  for (let request = 0; request < 50; request++) expect((await ask(cache, 'next')).ms).toBeLessThan(50);
  redis.thaw();
  await until(cache.isUp);
});

test('a Redis that takes two seconds for every answer is left alone', async () => {
  const slow = await listen((socket) => {
    const upstream = connect(redis.port, '127.0.0.1');
    socket.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => setTimeout(() => socket.writable && socket.write(data), 2000));
    socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  const cache = harness.onRedis(slow);
  for (let request = 0; request < 40; request++) {
    const { value, ms } = await ask(cache, 'from the database');
    expect(value).toBe('from the database');
    expect(ms).toBeLessThan(300);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

test.each([
  ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256))],
  ['another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['a number that never ends', Buffer.from(`:${'9'.repeat(5000)}\r\n`)],
  ['answers nobody asked for', Buffer.from('+OK\r\n'.repeat(500))],
  ['pushes of nonsense', Buffer.from('>2\r\n$10\r\ninvalidate\r\n:5\r\n'.repeat(50))],
])('a Redis that answers with %s changes no answer and stops nothing', async (_what, garbage) => {
  const url = await listen((socket) => {
    socket.on('data', () => socket.write(garbage)).on('error', () => undefined);
  });
  const cache = harness.onRedis(url);
  for (let request = 0; request < 30; request++) {
    expect((await ask(cache, 'from the database')).value).toBe('from the database');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

test('values that somebody wrote nonsense into are loaded anew', async () => {
  const [cache, other] = [await up(), await up()];
  const key = freshKey();
  await ask(cache, 'good', key);
  const vandal = createClient({ url: redis.url });
  await vandal.connect();
  for (const name of await vandal.keys('hp:*:org-1:*')) {
    for (const field of await vandal.hKeys(name))
      if (field !== 'v') await vandal.hSet(name, field, 'json x\n{"a":');
  }
  vandal.destroy();
  expect((await ask(other, 'loaded', key)).value).toBe('loaded');
});

test('a Redis that is full keeps nothing, fails nobody, and no write is hidden once it has room again', async () => {
  const admin = createClient({ url: redis.url });
  await admin.connect();
  const [a, b] = [await up(), await up()];
  const key = freshKey();
  await ask(a, 'old', key);
  await until(async () => (await b.get(key)) === 'old');
  await admin.configSet({ 'maxmemory-policy': 'noeviction', maxmemory: '1' });
  for (let request = 0; request < 20; request++) expect((await ask(a, 'loaded')).value).toBe('loaded');
  await a.invalidate(key.subject);
  await until(async () => (await ask(b, 'new', key)).value === 'new', 1000);
  await admin.configSet({ maxmemory: '0' });
  admin.destroy();
  await until(() => a.isUp() && b.isUp());
  expect((await ask(a, 'newest', key)).value).not.toBe('old');
});

test('when the server forgets everything, so does every process', async () => {
  const [a, b] = [await up(), await up()];
  const key = freshKey();
  await ask(a, 'kept', key);
  await ask(b, 'kept', key);
  const admin = createClient({ url: redis.url });
  await admin.connect();
  await admin.flushAll();
  admin.destroy();
  await until(async () => (await ask(a, 'again', key)).value === 'again');
  await until(async () => (await ask(b, 'again', key)).value === 'again');
});
