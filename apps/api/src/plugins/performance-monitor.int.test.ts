import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { performanceMonitor } from './performance-monitor.ts';

let app: FastifyInstance;
let origin: string;
const metrics = createMetrics();
beforeAll(async () => {
  app = Fastify({ forceCloseConnections: true });
  const logger = pino({ level: 'silent' });
  await app.register(performanceMonitor, { metrics, tracing: undefined, logger });
  app.get('/clients/:id', async () => 'here');
  app.get('/slow', async () => sleep(300, 'late'));
  app.get('/fails', async () => {
    throw new Error('no');
  });
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

/** The value of a line once it is told; the end of a request is noticed a moment after its answer. */
async function told(line: string, value: number | string): Promise<void> {
  const find = async () =>
    (await metrics.scrape())
      .split('\n')
      .find((one) => one.startsWith(`healthprotocol_${line} `))
      ?.split(' ')[1];
  await expect.poll(find).toBe(String(value));
}

test('counts a request under its route template, never its address', async () => {
  await fetch(`${origin}/clients/one?name=canary`);
  await fetch(`${origin}/clients/two`);
  await told('http_request_duration_seconds_count{method="GET",route="/clients/:id",status="200"}', 2);
  expect(await metrics.scrape()).not.toContain('canary');
});

test('counts under one label whatever no route answers', async () => {
  await fetch(`${origin}/wp-login.php`);
  await fetch(`${origin}/.env`);
  await told('http_request_duration_seconds_count{method="GET",route="unmatched",status="404"}', 2);
  expect(await metrics.scrape()).not.toContain('wp-login');
});

test('counts a failure by its status', async () => {
  await fetch(`${origin}/fails`);
  await told('http_request_duration_seconds_count{method="GET",route="/fails",status="500"}', 1);
});

test('measures how long an answer took', async () => {
  await fetch(`${origin}/slow`);
  await told('http_request_duration_seconds_bucket{le="0.2",method="GET",route="/slow",status="200"}', 0);
  await told('http_request_duration_seconds_bucket{le="5",method="GET",route="/slow",status="200"}', 1);
});

test('knows how many are in flight, and lets go of one whose caller left', async () => {
  const leaving = new AbortController();
  const left = fetch(`${origin}/slow`, { signal: leaving.signal }).catch(() => 'left');
  await told('http_requests_in_flight', 1);
  leaving.abort();
  expect(await left).toBe('left');
  await told('http_requests_in_flight', 0);
  await told('http_request_duration_seconds_count{method="GET",route="/slow",status="499"}', 1);
});
