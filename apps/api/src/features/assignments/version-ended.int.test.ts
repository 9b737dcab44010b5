import type { Assignment, AssignmentSummary, ClientDay } from '@healthprotocol/contracts';
import { addDays, nameActivities } from '@healthprotocol/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import {
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from '../../../test/factories.ts';
import {
  activity,
  assign,
  protocolContent,
  publishProtocol,
  publishVersion,
} from '../../../test/protocol-factories.ts';

const START = '2026-11-20';
const TODAY = '2026-11-23';

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  const activities = [activity('walk'), activity('stretch')];
  protocolId = await publishProtocol(app, practitioner, protocolContent({ durationDays: 20, activities }));
  const short = protocolContent({ durationDays: 2, activities: activities.slice(1) });
  await publishVersion(app, practitioner, protocolId, 2, short);
});
afterAll(() => app.close());
beforeEach(() => app.setNow(`${TODAY}T12:00:00Z`));

async function follower() {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  const assignmentId = await assign(practitioner, client.clientId, protocolId, START);
  const move = (body: object) => practitioner.request('PUT', `/assignments/${assignmentId}/version`, body);
  const summary = async () =>
    (await practitioner.request('GET', `/clients/${client.clientId}/assignments`)).json<{
      items: [AssignmentSummary];
    }>().items[0];
  const due = async () =>
    nameActivities((await client.request('GET', '/me/day')).json<ClientDay>()).items.map(
      ({ activityId }) => activityId,
    );
  return { assignmentId, move, summary, due };
}

test('a version that is over for the client ends the assignment only when that is confirmed', async () => {
  const { move, summary, due } = await follower();
  const before = await summary();
  for (const body of [{}, { confirmEnd: false }]) {
    const refused = await move({ version: 2, fromDate: TODAY, ...body });
    expect(refused.json()).toMatchObject({ code: 'version_ended', status: 422 });
    expect(await summary()).toEqual(before);
  }
  expect(before).toMatchObject({ status: 'active', protocolDay: 4, versionBeforeEnd: null });

  expect((await move({ version: 2, fromDate: TODAY, confirmEnd: true })).statusCode).toBe(200);
  expect(await summary()).toMatchObject({ status: 'completed', protocolDay: null, versionBeforeEnd: 1 });
  expect(await due()).toEqual([]);
});

test('the move is taken back on the same day, with what was changed for this client', async () => {
  const { assignmentId, move, summary, due } = await follower();
  const overrides = [{ activityId: 'walk', included: false }];
  await practitioner.request('PUT', `/assignments/${assignmentId}/overrides`, { fromDate: TODAY, overrides });
  await move({ version: 2, fromDate: TODAY, confirmEnd: true });
  const back = (await move({ version: 1, fromDate: TODAY })).json<Assignment>();
  expect(back).toMatchObject({ status: 'active', version: 1, protocolDay: 4, lastDate: addDays(START, 19) });
  expect(back.segments).toMatchObject([
    { fromDate: START, version: 1 },
    { fromDate: TODAY, version: 1, overrides },
  ]);
  expect(await summary()).toMatchObject({ versionBeforeEnd: null });
  expect(await due()).toEqual(['stretch']);
});

test('taken back days later, it goes on where it was, by two practitioners at once', async () => {
  const { move, summary, due } = await follower();
  await move({ version: 2, fromDate: TODAY, confirmEnd: true });
  const later = addDays(TODAY, 5);
  app.setNow(`${later}T12:00:00Z`);
  expect((await move({ version: 1, fromDate: TODAY })).json()).toMatchObject({
    code: 'effective_date_out_of_range',
  });
  const answers = await Promise.all([1, 2].map(() => move({ version: 1, fromDate: later })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(await summary()).toMatchObject({
    ...{ status: 'active', version: 1, protocolDay: 4, versionBeforeEnd: null },
    lastDate: addDays(START, 24),
  });
  expect(await due()).toEqual(['walk', 'stretch']);
});

test('one that has run its course is not moved', async () => {
  const { move, summary } = await follower();
  app.setNow(`${addDays(START, 30)}T12:00:00Z`);
  expect(await summary()).toMatchObject({ status: 'completed', versionBeforeEnd: null });
  const body = { version: 1, fromDate: addDays(START, 30), confirmEnd: true };
  expect((await move(body)).json()).toMatchObject({ code: 'assignment_ended' });
});
