import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { entry, send } from '../test/check-in-factories.ts';
import { createOrganization, type SignedInMember, signInAs, signInAsClient } from '../test/factories.ts';
import { createLogin, PASSWORD } from '../test/logins.ts';
import { publishProtocol } from '../test/protocol-factories.ts';
import { newId } from './platform/ids.ts';

const TODAY = '2026-11-23';

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let client: SignedInMember & { clientId: string };
beforeAll(async () => {
  app = await buildTestApp({ now: `${TODAY}T12:00:00Z` });
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
});
afterAll(() => app.close());

/** The lines of one metric. */
async function told(name: string): Promise<string[]> {
  const lines = (await app.metrics.scrape()).split('\n');
  return lines.filter((line) => line.startsWith(`healthprotocol_${name}`)).map((line) => line.slice(15));
}

test('counts assignments and check-ins that are committed, and neither repeats nor refusals', async () => {
  const protocolId = await publishProtocol(app, practitioner);
  const assignmentId = newId();
  const body = {
    protocolId,
    version: 1,
    startDate: TODAY,
    clients: [{ assignmentId, clientId: client.clientId }],
  };
  for (const _ of ['once', 'again']) await practitioner.request('POST', '/assignments', body);
  expect(await told('assignments_total')).toEqual(['assignments_total{change="created"} 1']);

  const done = entry({ assignmentId, localDate: TODAY });
  const future = entry({ assignmentId, localDate: '2026-11-29' });
  expect(await send(client, [done, future])).toEqual(['recorded', 'check_in_in_future']);
  expect(await send(client, [done])).toEqual(['already_recorded']);
  expect(await told('check_ins_total')).toEqual(['check_ins_total{status="done"} 1']);

  await practitioner.request('POST', `/assignments/${assignmentId}/pause`, { fromDate: '2030-01-01' });
  expect((await practitioner.request('POST', `/assignments/${assignmentId}/pause`, {})).statusCode).toBe(200);
  expect(await told('assignments_total')).toEqual([
    'assignments_total{change="created"} 1',
    'assignments_total{change="paused"} 1',
  ]);
});

test('counts sign-ins by what became of them, and names nobody', async () => {
  const { email } = await createLogin(app, organizationId);
  const signIn = (password: string) =>
    app.request({ method: 'POST', url: '/api/v1/session', payload: { email, password } });
  expect((await signIn(PASSWORD)).statusCode).toBe(200);
  for (let failure = 0; failure < 10; failure++) await signIn('not the password');
  expect((await signIn(PASSWORD)).statusCode).toBe(429);
  expect((await told('sign_ins_total')).toSorted()).toEqual([
    'sign_ins_total{outcome="failed"} 10',
    'sign_ins_total{outcome="slowed_down"} 1',
    'sign_ins_total{outcome="succeeded"} 1',
  ]);
  expect(await app.metrics.scrape()).not.toContain(email);
});

test('tells the pool: how many connections it has and may have', async () => {
  expect(await told('db_pool_max')).toEqual(['db_pool_max 5']);
  const [busy, idle] = await told('db_pool_connections');
  expect(busy).toBe('db_pool_connections{state="busy"} 0');
  expect(Number(idle?.split(' ')[1])).toBeGreaterThan(0);
});

test('keeps ids out of every label', async () => {
  expect(await app.metrics.scrape()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

test('does not serve metrics where people are served', async () => {
  expect((await app.request({ url: '/metrics' })).body).not.toContain('healthprotocol_');
});
