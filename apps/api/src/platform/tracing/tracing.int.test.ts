import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import {
  createOrganization,
  createClient as createPerson,
  type SignedInMember,
  signInAs,
} from '../../../test/factories.ts';
import { type Received, startReceiver } from '../../../test/http-receiver.ts';
import { startRedis } from '../../../test/redis-server.ts';
import { newId } from '../ids.ts';
import { createLogger } from '../logger.ts';
import { workScope } from '../work-scope.ts';
import { openTracing, type Tracing } from './tracing.ts';

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };
type SentSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
};

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const FROM_CALLER = { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, 'x-forwarded-for': '203.0.113.9' };

let collector: Awaited<ReturnType<typeof startReceiver>>;
let lines: string[];
beforeAll(async () => {
  collector = await startReceiver();
});
afterAll(() => collector.close());

const spansOf = (received: readonly Received[]): SentSpan[] =>
  received
    .filter(({ path }) => path === '/v1/traces')
    .flatMap(({ body }) => JSON.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans);
const attributeOf = (span: SentSpan | undefined, key: string) =>
  Object.values(span?.attributes.find((attribute) => attribute.key === key)?.value ?? {})[0];

/** Runs requests against an application that traces, and returns the spans it had sent when it closed. */
async function traced(
  environment: Record<string, string>,
  work: (app: TestApp, member: SignedInMember) => Promise<unknown>,
): Promise<SentSpan[]> {
  collector.received.length = 0;
  lines = [];
  const app = await buildTestApp({
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      TRACE_SAMPLE_RATIO: '1',
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'json',
      ...environment,
    },
    logDestination: { write: (line) => void lines.push(line) },
  });
  const member = await signInAs(app, await createOrganization(app), 'practitioner', 'Canary Jones');
  await work(app, member);
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  await app.close();
  return spansOf(collector.received);
}

test('one request is one trace: the request by its route, and its statements, without values', async () => {
  const spans = await traced({}, async (app, member) => {
    const clientId = await createPerson(app, member.organizationId, { name: 'Canary', careTeam: [member] });
    expect((await member.request('GET', `/clients/${clientId}?q=canary`)).statusCode).toBe(200);
  });
  const [request] = spans.filter(({ kind }) => kind === 2);
  expect(request?.name).toBe('GET /api/v1/clients/:clientId');
  expect(attributeOf(request, 'http.response.status_code')).toBe(200);
  const statements = spans.filter(({ kind }) => kind === 3);
  expect(statements.length).toBeGreaterThanOrEqual(3);
  for (const statement of statements) {
    expect(statement).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId });
    expect(BigInt(statement.startTimeUnixNano)).toBeLessThanOrEqual(BigInt(statement.endTimeUnixNano));
    expect(BigInt(statement.startTimeUnixNano)).toBeGreaterThanOrEqual(
      BigInt(request?.startTimeUnixNano ?? '') - 5_000_000n,
    );
  }
  expect(statements.map((span) => attributeOf(span, 'db.query.text')).join()).toContain('"clients"');
  expect(JSON.stringify(spans)).not.toMatch(/canary/i);
  expect(JSON.parse(lines.at(-1) ?? '').traceId).toBe(request?.traceId);
});

test('statements after a body was read belong to the request, too', async () => {
  const spans = await traced({}, (_app, member) =>
    member.request('POST', '/clients', { id: newId(), name: 'Canary', timeZone: 'Europe/Madrid' }),
  );
  const [request] = spans.filter(({ name }) => name === 'POST /api/v1/clients');
  const inside = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  expect(inside.map(({ name }) => name)).toContain('insert');
  expect(JSON.stringify(spans)).not.toMatch(/canary/i);
});

test('goes on with the trace of a trusted proxy', async () => {
  const spans = await traced({ TRUSTED_PROXIES: '127.0.0.1', TRACE_SAMPLE_RATIO: '0' }, (app) =>
    app.request({ url: '/api/v1/session', headers: FROM_CALLER }),
  );
  expect(spans[0]).toMatchObject({ traceId: TRACE, parentSpanId: 'b7ad6b7169203331' });
});

test.each([
  ['the proxy is not trusted', '192.0.2.1', FROM_CALLER.traceparent],
  ['the header is malformed', '127.0.0.1', `00-${TRACE}-zz-01`],
  ['its ids are zero', '127.0.0.1', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`],
])('begins a trace of its own when %s', async (_name, proxies, traceparent) => {
  const spans = await traced({ TRUSTED_PROXIES: proxies }, (app) =>
    app.request({ url: '/api/v1/session', headers: { ...FROM_CALLER, traceparent } }),
  );
  expect(spans).toHaveLength(1);
  expect(spans[0]?.traceId).not.toBe(TRACE);
  expect(spans[0]?.parentSpanId).toBeFalsy();
});

test('sends nothing of a request that is not in the sample', async () => {
  expect(await traced({ TRACE_SAMPLE_RATIO: '0' }, (app) => app.request({ url: '/api/v1/session' }))).toEqual(
    [],
  );
});

test('a command to Redis is a part of the trace by its name, without keys', async () => {
  collector.received.length = 0;
  const redis = await startRedis();
  const tracing = (await openTracing(
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin, TRACE_SAMPLE_RATIO: 1, NODE_ENV: 'test' },
    'test',
  )) as Tracing;
  const client = createClient({ url: redis.url });
  await client.connect();
  const scope = { name: 'GET /somewhere', log: createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }) };
  const request = tracing.startRequest(scope, undefined);
  await workScope.run(scope, () => client.get('canary'));
  await client.get('outside of every request');
  request.end({ method: 'GET', route: '/somewhere', statusCode: 200 });
  await client.close();
  await tracing.close();
  await redis.close();
  const spans = spansOf(collector.received);
  expect(spans.map(({ name, traceId }) => [name, traceId])).toEqual([
    ['GET', request.traceId],
    ['GET /somewhere', request.traceId],
  ]);
  expect(JSON.stringify(spans)).not.toContain('canary');
});

test('loads nothing where no collector is named', async () => {
  const off = { OTEL_EXPORTER_OTLP_ENDPOINT: undefined, TRACE_SAMPLE_RATIO: 1, NODE_ENV: 'test' as const };
  expect(await openTracing(off, 'test')).toBeUndefined();
});
