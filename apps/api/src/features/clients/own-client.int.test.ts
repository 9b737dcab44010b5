import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, signInAs, signInAsClient } from '../../../test/factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let organizationId: string;

beforeAll(async () => {
  test = await buildTestApp();
  organizationId = await createOrganization(test);
});
afterAll(() => test.close());

it('clients see their own record', async () => {
  const self = await signInAsClient(test, organizationId);
  const answer = await self.request('GET', '/me/client');
  expect(answer.json()).toMatchObject({ id: self.clientId, name: self.name, login: 'active', revision: 1 });
});

it('an archived client has nothing here any more', async () => {
  const self = await signInAsClient(test, organizationId);
  const owner = await signInAs(test, organizationId, 'owner');
  await owner.request('POST', `/clients/${self.clientId}/archive`);
  for (const answer of [
    await self.request('GET', '/me/client'),
    await self.request('PATCH', '/me/client', { units: 'imperial' }),
  ]) {
    expect(answer.json()).toMatchObject({ status: 403, code: 'no_active_membership' });
  }
});

it('a client who travels changes zone, units and day start, and nothing that was recorded moves', async () => {
  const practitioner = await signInAs(test, organizationId, 'practitioner');
  const self = await signInAsClient(test, organizationId, { careTeam: [practitioner] });
  await recordCheckIn(self, practitioner.memberId);
  const before = await history();

  const change = { timeZone: 'Pacific/Auckland', dayStartHour: 5, units: 'imperial' };
  const answer = await self.request('PATCH', '/me/client', change);
  expect(answer.json()).toMatchObject({ ...change, revision: 2 });
  expect(await history()).toEqual(before);

  const audit = await test.owner
    .selectFrom('audit_events')
    .select(['type', 'detail', 'actor_role'])
    .where('client_id', '=', self.clientId)
    .execute();
  const detail = { fields: ['timeZone', 'dayStartHour', 'units'] };
  expect(audit).toEqual([{ type: 'client.changed', detail, actor_role: 'client' }]);
});

it('a practitioner who read the record before the client changed it does not overwrite the change', async () => {
  const practitioner = await signInAs(test, organizationId, 'practitioner');
  const self = await signInAsClient(test, organizationId, { careTeam: [practitioner] });
  await self.request('PATCH', '/me/client', { timeZone: 'Asia/Tokyo' });
  const answer = await practitioner.request('PUT', `/clients/${self.clientId}`, {
    ...{ name: self.name, timeZone: 'Europe/Madrid', revision: 1 },
  });
  expect(answer.json()).toMatchObject({ status: 409, code: 'record_changed' });
});

it('what is already so is not changed again', async () => {
  const self = await signInAsClient(test, organizationId);
  const answer = await self.request('PATCH', '/me/client', { timeZone: 'Europe/Madrid' });
  expect(answer.json()).toMatchObject({ revision: 1 });
});

it('refuses a zone that is none, and everything that is not the client’s to change', async () => {
  const self = await signInAsClient(test, organizationId);
  const sent = { timeZone: '+01:00', dayStartHour: -1, units: 'x', name: 'Me', conditions: [], revision: 1 };
  const answer = await self.request('PATCH', '/me/client', sent);
  expect(answer.statusCode).toBe(400);
  const paths = answer.json<{ issues: { path: string }[] }>().issues.map(({ path }) => path);
  expect(paths.toSorted()).toEqual(['conditions', 'dayStartHour', 'name', 'revision', 'timeZone', 'units']);
});

async function recordCheckIn(self: { clientId: string; memberId: string }, practitionerId: string) {
  const shared = { organization_id: organizationId };
  const protocolId = newId();
  const assignmentId = newId();
  const checkInId = newId();
  const recordedAt = new Date('2026-11-22T23:30:00Z');
  const occurrence = {
    ...shared,
    assignment_id: assignmentId,
    activity_id: 'walk',
    local_date: '2026-11-23',
    slot: 'morning',
    client_id: self.clientId,
  };
  const { owner } = test;
  await owner
    .insertInto('protocols')
    .values({
      ...{
        ...shared,
        id: protocolId,
        status: 'published',
        title: 'Walk',
        search_text: 'walk',
        description: '',
      },
      ...{ category: 'exercise', tags: [], duration_days: 30, activity_count: 1 },
    })
    .execute();
  await owner
    .insertInto('assignments')
    .values({
      ...{ ...shared, id: assignmentId, client_id: self.clientId, protocol_id: protocolId },
      ...{ start_date: '2026-11-01', last_date: '2026-11-30', pauses: '[]', created_by: practitionerId },
      safety: JSON.stringify({}),
    })
    .execute();
  await owner
    .insertInto('check_ins')
    .values({
      ...{ ...occurrence, id: checkInId, status: 'done', readings: '[]', note: '', out_of_target: false },
      ...{ recorded_at: recordedAt, recorded_by: self.memberId, on_behalf: false },
    })
    .execute();
  await owner
    .insertInto('current_check_ins')
    .values({ ...occurrence, check_in_id: checkInId, recorded_at: recordedAt })
    .execute();
  await owner
    .insertInto('adherence_days')
    .values({
      ...{ ...shared, assignment_id: assignmentId, local_date: '2026-11-23', client_id: self.clientId },
      ...{ due: 1, done: 1, excused: 0, answered: 1 },
    })
    .execute();
}

async function history() {
  const { owner } = test;
  return Promise.all([
    owner.selectFrom('check_ins').selectAll().execute(),
    owner.selectFrom('current_check_ins').selectAll().execute(),
    owner.selectFrom('adherence_days').selectAll().execute(),
    owner.selectFrom('assignments').selectAll().execute(),
  ]);
}
