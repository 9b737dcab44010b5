import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMetrics, type Metrics } from '../platform/metrics/metrics.ts';
import { shedLoad } from './shed-load.ts';

let app: FastifyInstance;
let metrics: Metrics;
let delayMs = 0;
/** Lets the requests that wait in their handlers be answered. */
let release: () => void;

beforeEach(async () => {
  delayMs = 0;
  metrics = createMetrics();
  app = Fastify();
  const delay = { currentMs: () => delayMs, stop: () => undefined };
  await app.register(shedLoad, { maxDelayMs: 500, maxInFlight: 10, metrics, delay });
  const { promise, resolve } = Promise.withResolvers<void>();
  release = resolve;
  const handler = () => promise.then(() => 'done');
  app.get('/read', { config: { rateTier: 'read' } }, handler);
  app.post('/write', { config: { rateTier: 'write' } }, handler);
  app.get('/livez', { config: { isProbe: true } }, handler);
});
afterEach(() => app.close());

const send = (method: 'GET' | 'POST', url: string) =>
  app.inject({ method, url }).then(({ statusCode }) => statusCode);
const shed = async () => {
  const { values } = await metrics.httpRequestsShed.get();
  return Object.fromEntries(values.map(({ labels, value }) => [labels.reason, value]));
};

test('reads are turned away first, then writes, and never what watches the process', async () => {
  release();
  delayMs = 500;
  expect(await send('GET', '/read')).toBe(200);
  delayMs = 501;
  expect(await send('GET', '/read')).toBe(503);
  expect(await send('POST', '/write')).toBe(200);
  delayMs = 1_001;
  expect(await send('POST', '/write')).toBe(503);
  expect(await send('GET', '/livez')).toBe(200);
  expect(await shed()).toEqual({ event_loop_delay: 2 });
});

test('no more requests are in flight than the bound says, a fifth of it for writes, and the next ones are answered', async () => {
  const reads = Array.from({ length: 20 }, () => send('GET', '/read'));
  const writes = Array.from({ length: 5 }, () => send('POST', '/write'));
  const watcher = send('GET', '/livez');
  // The ones too many are answered while the others wait.
  await Promise.all(reads.slice(8));
  release();
  expect((await Promise.all(reads)).toSorted()).toEqual([...Array(8).fill(200), ...Array(12).fill(503)]);
  expect((await Promise.all(writes)).toSorted()).toEqual([200, 200, 503, 503, 503]);
  expect(await watcher).toBe(200);
  expect(await shed()).toEqual({ in_flight: 15 });
  expect(await send('GET', '/read')).toBe(200);
});
