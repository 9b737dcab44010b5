import Fastify from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReceiver } from '../../../test/http-receiver.ts';
import { performanceMonitor } from '../../plugins/performance-monitor.ts';
import { problem } from '../../plugins/problem.ts';
import { AppError } from '../app-error.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { type ErrorReports, openErrorReports } from './error-reports.ts';

const USER = '01a218bd-32ba-758d-b239-7d27499c1f21';

let ingest: Awaited<ReturnType<typeof startReceiver>>;
let reports: ErrorReports;
beforeAll(async () => {
  ingest = await startReceiver();
  const dsn = `${ingest.origin.replace('//', '//key@')}/1`;
  const config = { SENTRY_DSN: dsn, GIT_SHA: '0123abc', NODE_ENV: 'production' as const };
  reports = (await openErrorReports(config, '1.2.3')) as ErrorReports;
});
afterAll(async () => {
  await reports.close(1000);
  await ingest.close();
});

const events = () =>
  ingest.received
    .filter(({ path }) => path.startsWith('/api/1/envelope/'))
    .map(({ body }) => body.split('\n'))
    .filter(([, item]) => JSON.parse(item ?? '').type === 'event')
    .map(([, , event]) => JSON.parse(event ?? ''));

test('an error that is our own fault arrives, with where it happened and without a word of what it was about', async () => {
  const app = Fastify();
  const logger = pino({ level: 'silent' });
  await app.register(performanceMonitor, { metrics: createMetrics(), tracing: undefined, logger });
  await app.register(problem, { reports });
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    request.actor = { userId: USER, organizationId: 'org-1' } as typeof request.actor;
  });
  app.post('/clients/:id', async () => {
    const cause = Object.assign(new Error('Key (note)=(canary) already exists'), {
      code: '23514',
      detail: 'canary',
    });
    throw new TypeError('canary has no pulse', { cause });
  });
  app.get('/away', async () => {
    throw new AppError('service_unavailable');
  });
  app.get('/refused', async () => {
    throw new AppError('not_found');
  });
  await app.inject('/away');
  await app.inject('/refused');
  const answer = await app.inject({
    method: 'POST',
    url: '/clients/canary?q=canary',
    payload: { note: 'canary' },
    headers: { cookie: 'canary' },
  });
  expect(answer.statusCode).toBe(500);

  await expect.poll(events).toHaveLength(1);
  expect(events()[0]).toMatchObject({
    release: 'healthprotocol@1.2.3+0123abc',
    environment: 'production',
    tags: { requestId: answer.json().requestId, route: 'POST /clients/:id', organizationId: 'org-1' },
    user: { id: USER },
  });
  const types = events()[0].exception.values.map(({ type }: { type: string }) => type);
  expect(types.toSorted()).toEqual(['Error', 'TypeError']);
  expect(events()[0].exception.values.at(-1).stacktrace.frames.at(-1).filename).toContain(
    'error-reports.int.test',
  );
  expect(JSON.stringify(ingest.received)).not.toContain('canary');
});

test('loads nothing without a DSN', async () => {
  const off = { SENTRY_DSN: undefined, GIT_SHA: undefined, NODE_ENV: 'production' as const };
  expect(await openErrorReports(off, '1.2.3')).toBeUndefined();
});
