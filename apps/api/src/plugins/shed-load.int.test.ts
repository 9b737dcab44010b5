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

test('a process that is behind turns requests away, never what watches it, and recovers', async () => {
  await openApp({ MAX_EVENT_LOOP_DELAY_MS: '1500' });
  await holdTheLoop(2_200);
  const refused = await read();
  expect(refused.json()).toMatchObject({ code: 'service_unavailable', status: 503 });
  expect(refused.headers['content-type']).toMatch('application/problem+json');
  expect(refused.headers['retry-after']).toBe('5');
  expect((await app.request({ url: '/livez' })).statusCode).toBe(200);
  expect((await app.request({ url: '/readyz' })).statusCode).toBe(200);
  expect(await shedFor('event_loop_delay')).toBeGreaterThan(0);

  await expect.poll(async () => (await read()).statusCode, { timeout: 20_000, interval: 200 }).toBe(200);
});

test('bounds that are switched off turn nobody away', async () => {
  await openApp({ MAX_EVENT_LOOP_DELAY_MS: '0', MAX_REQUESTS_IN_FLIGHT: '0' });
  await holdTheLoop(500);
  // Nobody is signed in, so no wait for a database connection decides.
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => app.request({ url: '/api/v1/session' })),
  );
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
});
