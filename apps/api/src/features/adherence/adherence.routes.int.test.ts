import type { AdherenceReport } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { entry, send, sendOnBehalf } from '../../../test/check-in-factories.ts';
import {
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from '../../../test/factories.ts';
import { activity, assign, protocolContent, publishProtocol } from '../../../test/protocol-factories.ts';

const TODAY = '2026-11-23';
const NOW = `${TODAY}T12:00:00Z`;

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp({ now: NOW });
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  const slots = { recurrence: { type: 'daily' as const }, slots: ['morning', 'bedtime'] };
  const content = protocolContent({ durationDays: 200, activities: [activity('walk', { schedule: slots })] });
  protocolId = await publishProtocol(app, practitioner, content);
});
afterAll(() => app.close());

const newClient = () => signInAsClient(app, organizationId, { careTeam: [practitioner] });
const own = async (client: SignedInMember) =>
  (await client.request('GET', '/me/adherence')).json<AdherenceReport>();

test('adherence is closed to strangers, to the wrong role, and to those outside the care team', async () => {
  const client = await newClient();
  const path = `/clients/${client.clientId}/adherence`;
  for (const url of [path, '/me/adherence']) {
    expect((await app.request({ url: `/api/v1${url}` })).json()).toMatchObject({ code: 'not_signed_in' });
  }
  expect((await practitioner.request('GET', '/me/adherence')).statusCode).toBe(403);
  expect((await client.request('GET', path)).statusCode).toBe(403);
  const colleague = await signInAs(app, organizationId, 'practitioner');
  const stranger = await signInAs(app, await createOrganization(app), 'owner');
  for (const by of [colleague, stranger]) {
    expect((await by.request('GET', path)).json()).toMatchObject({ code: 'not_found', status: 404 });
  }
});

test('nothing due, no data and a percentage are three different answers', async () => {
  const client = await newClient();
  const nothing = { kind: 'nothing_due' };
  expect(await own(client)).toEqual({
    today: TODAY,
    days7: nothing,
    days30: nothing,
    days90: nothing,
    all: nothing,
    streakDays: 0,
    days: [],
    assignments: [],
  });
  const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-11-22');
  expect(await own(client)).toMatchObject({ days7: { kind: 'no_data', due: 3 } });
  await send(client, [entry({ assignmentId, localDate: '2026-11-22' })]);
  expect(await own(client)).toMatchObject({ days7: { kind: 'percentage', percent: 33, done: 1, due: 3 } });
});

test('each period counts its own days, today only what is over or answered', async () => {
  const client = await newClient();
  const assignmentId = await assign(practitioner, client.clientId, protocolId, addDays(TODAY, -99));
  const days = [0, 1, 6, 7, 29, 30].map((back) => addDays(TODAY, -back));
  const outcomes = await sendOnBehalf(
    practitioner,
    client.clientId,
    days.map((localDate) => entry({ assignmentId, localDate })),
  );
  expect(new Set(outcomes)).toEqual(new Set(['recorded']));

  const report = await own(client);
  const periods = {
    days7: { kind: 'percentage', percent: 23, done: 3, due: 13 },
    days30: { kind: 'percentage', percent: 8, done: 5, due: 59 },
    days90: { kind: 'percentage', percent: 3, done: 6, due: 179 },
    all: { kind: 'percentage', percent: 3, done: 6, due: 199 },
  };
  expect(report).toMatchObject({ ...periods, assignments: [{ assignmentId, ...periods }] });
  expect(report.days).toHaveLength(90);
  expect(report.days.at(-1)).toEqual({ date: TODAY, due: 1, done: 1, excused: 0, answered: 1 });
  expect(report.days[0]).toMatchObject({ date: addDays(TODAY, -89), due: 2 });

  app.setNow(`${TODAY}T23:30:00Z`); // Already the 24th in Madrid: the 23rd is over with its bedtime.
  expect(await own(client)).toMatchObject({
    today: '2026-11-24',
    days7: { percent: 17, done: 2, due: 12 },
    all: { done: 6, due: 200 },
  });
  app.setNow(NOW);
});

test('skips that a clinician asked for and paused days are left out', async () => {
  const client = await newClient();
  const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-11-22');
  await send(client, [
    entry({ assignmentId, localDate: '2026-11-22', status: 'skipped', skipReason: 'clinician_said_so' }),
    entry({ assignmentId, localDate: '2026-11-22', slot: 'bedtime' }),
  ]);
  await practitioner.request('POST', `/assignments/${assignmentId}/pause`, {});
  app.setNow('2026-11-26T12:00:00Z');
  await practitioner.request('POST', `/assignments/${assignmentId}/resume`, {});
  const report = await own(client);
  expect(report).toMatchObject({ days7: { percent: 50, done: 1, due: 2 }, streakDays: 1 });
  expect(report.days).toEqual([
    { date: '2026-11-22', due: 1, done: 1, excused: 1, answered: 2 },
    { date: '2026-11-26', due: 1, done: 0, excused: 0, answered: 0 },
  ]);
  app.setNow(NOW);
});

test('a practitioner sees the same report, and that is audited', async () => {
  const client = await newClient();
  await assign(practitioner, client.clientId, protocolId, '2026-11-20');
  const answer = await practitioner.request('GET', `/clients/${client.clientId}/adherence`);
  expect(answer.json()).toEqual(await own(client));
  const rows = await app.owner
    .selectFrom('audit_events')
    .select(['actor_user_id', 'subject_id'])
    .where('type', '=', 'adherence.viewed')
    .where('client_id', '=', client.clientId)
    .execute();
  expect(rows).toEqual([{ actor_user_id: practitioner.userId, subject_id: client.clientId }]);
});

test('a report takes as many statements for many assignments as for one', async () => {
  const statements = async (count: number) => {
    const client = await newClient();
    for (let index = 0; index < count; index++) {
      await assign(practitioner, client.clientId, protocolId, '2026-11-20');
    }
    app.takeStatements();
    expect((await own(client)).assignments).toHaveLength(count);
    return app.takeStatements().length;
  };
  expect(await statements(12)).toBe(await statements(1));
});
