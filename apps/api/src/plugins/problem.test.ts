import Fastify from 'fastify';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { performanceMonitor } from './performance-monitor.ts';
import { problem } from './problem.ts';

const answerTo = async (error: Error) => {
  const app = Fastify();
  const logger = pino({ level: 'silent' });
  await app.register(performanceMonitor, { metrics: createMetrics(), tracing: undefined, logger });
  await app.register(problem);
  app.get('/', async () => {
    throw error;
  });
  return (await app.inject('/')).json();
};

test.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
  'Query read timeout',
])('a lost database connection is worth another try: %s', async (message) => {
  expect(await answerTo(new Error(message))).toMatchObject({ code: 'service_unavailable', status: 503 });
});

test.each([
  '08006',
  '53300',
  '57P01',
  '57P03',
  '57014',
  '0A000',
  '55P03',
  '40P01',
  '25P03',
  'ECONNREFUSED',
  'EPIPE',
])('a database that cannot answer now is worth another try: %s', async (code) => {
  const error = Object.assign(new Error('some words'), { code });
  expect(await answerTo(error)).toMatchObject({ code: 'service_unavailable', status: 503 });
});

test('an error that nobody expected says nothing of itself', async () => {
  const body = await answerTo(new Error('the words of the error'));
  expect(body).toMatchObject({ code: 'internal_error', status: 500 });
  expect(JSON.stringify(body)).not.toContain('words');
});
