import { afterEach, expect, test, vi } from 'vitest';
import { buildTestApp, type TestApp } from '../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../test/factories.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let member: SignedInMember;
async function openApp(environment: Record<string, string>): Promise<void> {
  app = await buildTestApp({ environment });
  member = await signInAs(app, await createOrganization(app), 'practitioner');
}
afterEach(() => app.close());

async function shedFor(reason: string): Promise<number> {
  const metric = app.metrics.registry.getSingleMetric('healthprotocol_http_requests_shed_total');
  return (await metric?.get())?.values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
}

/** Holds the event loop as a computation in one piece does, then lets the timers run once. */
async function holdTheLoop(ms: number): Promise<void> {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
  await new Promise((resolve) => setTimeout(resolve, 60));
}

const read = () => member.request('GET', '/session');
/** No owner, so it is refused; but by the route, not by a busy process. */
const write = () => member.request('PATCH', '/organization', {});

test('a process that is behind turns reads away first, then writes, never what watches it, and recovers', async () => {
  await openApp({ MAX_EVENT_LOOP_DELAY_MS: '1500' });
  await holdTheLoop(2_200);
  const refused = await read();
  expect(refused.json()).toMatchObject({ code: 'service_unavailable', status: 503 });
  expect(refused.headers['content-type']).toMatch('application/problem+json');
  expect(refused.headers['retry-after']).toBe('5');
  expect((await write()).statusCode).toBe(403);
  expect((await app.request({ url: '/livez' })).statusCode).toBe(200);
  expect((await app.request({ url: '/readyz' })).statusCode).toBe(200);
  expect(await shedFor('event_loop_delay')).toBe(1);

  await holdTheLoop(9_000);
  expect((await write()).json()).toMatchObject({ code: 'service_unavailable', status: 503 });

  await expect.poll(async () => (await read()).statusCode, { timeout: 20_000, interval: 200 }).toBe(200);
});

test('no more requests are in flight than the bound says, a fifth of it for writes, and the next ones are answered', async () => {
  await openApp({ MAX_REQUESTS_IN_FLIGHT: '10' });
  const answers = await Promise.all([
    ...Array.from({ length: 20 }, read),
    ...Array.from({ length: 5 }, write),
  ]);
  const statuses = answers.map(({ statusCode }) => statusCode);
  expect(statuses.slice(0, 20).filter((status) => status === 200)).toHaveLength(8);
  expect(statuses.slice(0, 20).filter((status) => status === 503)).toHaveLength(12);
  expect(statuses.slice(20).toSorted()).toEqual([403, 403, 503, 503, 503]);
  expect(await shedFor('in_flight')).toBe(15);
  expect((await read()).statusCode).toBe(200);
});

test('bounds that are switched off turn nobody away', async () => {
  await openApp({ MAX_EVENT_LOOP_DELAY_MS: '0', MAX_REQUESTS_IN_FLIGHT: '0' });
  await holdTheLoop(500);
  const answers = await Promise.all(Array.from({ length: 100 }, read));
  expect(answers.filter(({ statusCode }) => statusCode !== 200)).toEqual([]);
});
