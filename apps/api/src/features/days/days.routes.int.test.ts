import type { CheckInEntry, CheckInOutcome, ClientDay, ClientPlan } from '@healthprotocol/contracts';
import { nameActivities, namePlan } from '@healthprotocol/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { entry, send } from '../../../test/check-in-factories.ts';
import {
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from '../../../test/factories.ts';
import {
  activity,
  assign,
  bloodPressure,
  protocolContent,
  publishProtocol,
} from '../../../test/protocol-factories.ts';

const NOW = '2026-11-23T12:00:00Z';

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp({ now: NOW });
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  const at = (slot: string) => ({ recurrence: { type: 'daily' as const }, slots: [slot] });
  const content = protocolContent({
    title: 'Sleep and walk',
    description: 'Two habits',
    content: '<p>Read me</p>',
    durationDays: 14,
    phases: [{ id: 'start', title: 'Getting started', startDay: 1, endDay: 7 }],
    evidence: [{ citation: 'A guideline', url: 'https://example.org/guideline', year: 2024 }],
    activities: [
      activity('sleep', { schedule: at('bedtime') }),
      activity('walk', { phaseId: 'start' }),
      activity('pill', { kind: 'medication', dose: { quantity: 1, unit: 'tablet' }, schedule: at('01:30') }),
      activity('relief', { schedule: { recurrence: { type: 'as_needed', maxPerDay: 3 }, slots: [] } }),
    ],
  });
  protocolId = await publishProtocol(app, practitioner, content);
});
afterAll(() => app.close());

async function follower({ startDate = '2026-11-20', timeZone = 'Europe/Madrid' } = {}) {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner], timeZone });
  const assignmentId = await assign(practitioner, client.clientId, protocolId, startDate);
  return { client, assignmentId };
}
const day = async (by: SignedInMember, path = '/me/day') => (await by.request('GET', path)).json<ClientDay>();

test('the days are closed to strangers, to the wrong role, and to those outside the care team', async () => {
  const { client } = await follower();
  const own = ['/me/day', '/me/plan?from=2026-11-20&to=2026-11-21'];
  const ofClient = `/clients/${client.clientId}/day`;
  for (const path of [...own, ofClient]) {
    expect((await app.request({ url: `/api/v1${path}` })).json()).toMatchObject({ code: 'not_signed_in' });
  }
  for (const path of own) expect((await practitioner.request('GET', path)).statusCode).toBe(403);
  expect((await client.request('GET', ofClient)).statusCode).toBe(403);
  const colleague = await signInAs(app, organizationId, 'practitioner');
  const stranger = await signInAs(app, await createOrganization(app), 'owner');
  for (const by of [colleague, stranger]) {
    expect((await by.request('GET', ofClient)).json()).toMatchObject({ code: 'not_found', status: 404 });
  }
});

test('a client sees what is due today in the order of the day, checks one off, and sees it done', async () => {
  const { client, assignmentId } = await follower();
  const before = await day(client);
  expect(before.activities.map(({ activityId }) => activityId)).toEqual(['pill', 'walk', 'sleep', 'relief']);
  expect(nameActivities(before)).toEqual({
    date: '2026-11-23',
    today: '2026-11-23',
    earliestDate: '2026-11-16',
    timeZone: 'Europe/Madrid',
    dayStartHour: 0,
    assignments: [
      {
        id: assignmentId,
        title: 'Sleep and walk',
        protocolDay: 4,
        durationDays: 14,
        phaseTitles: ['Getting started'],
        status: 'active',
      },
    ],
    items: [
      {
        assignmentId,
        activityId: 'pill',
        kind: 'medication',
        title: 'Do pill',
        instructions: '',
        dose: { quantity: 1, unit: 'tablet' },
        slot: '01:30',
        state: 'missed',
        checkIn: null,
      },
      expect.objectContaining({ activityId: 'walk', slot: 'morning', state: 'missed' }),
      expect.objectContaining({ activityId: 'sleep', slot: 'bedtime', state: 'later' }),
    ],
    asNeeded: [expect.objectContaining({ activityId: 'relief', maxPerDay: 3, checkIns: [] })],
    adherence: { kind: 'no_data', due: 2 },
    done: 0,
    total: 3,
    streakDays: 0,
  });

  const walked = entry({ assignmentId, localDate: '2026-11-23', note: 'By the sea' });
  await send(client, [
    walked,
    entry({ assignmentId, localDate: '2026-11-23', activityId: 'relief', slot: 'as-needed-1' }),
  ]);
  const after = await day(client);
  expect(after.items[1]).toMatchObject({
    state: 'done',
    checkIn: { id: walked.id, note: 'By the sea', recordedBy: client.name, onBehalf: false },
  });
  expect(after.asNeeded[0]?.checkIns).toMatchObject([{ slot: 'as-needed-1', status: 'done' }]);
  expect(after).toMatchObject({ adherence: { percent: 50, done: 1, due: 2 }, done: 1, total: 3 });
});

test('what was undone is open again', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [entry({ assignmentId, localDate: '2026-11-22' })]);
  const undone = entry({
    assignmentId,
    localDate: '2026-11-22',
    status: 'undone',
    recordedAt: '2026-11-23T09:00:00Z',
  });
  await send(client, [undone]);
  const { items } = await day(client, '/me/day?date=2026-11-22');
  expect(items.map(({ state, checkIn }) => [state, checkIn])).toEqual([
    ['missed', null],
    ['missed', null],
    ['missed', null],
  ]);
});

test('the streak counts the days on which all was done, whichever day is shown', async () => {
  const { client, assignmentId } = await follower({ startDate: '2026-11-19' });
  const dates = ['2026-11-20', '2026-11-21', '2026-11-22'];
  const complete = dates.flatMap((localDate) => [
    entry({ assignmentId, localDate }),
    entry({ assignmentId, localDate, activityId: 'sleep', slot: 'bedtime' }),
    entry({ assignmentId, localDate, activityId: 'pill', slot: '01:30' }),
  ]);
  await send(client, complete);
  expect((await day(client)).streakDays).toBe(3);
  expect((await day(client, '/me/day?date=2026-11-20')).streakDays).toBe(3);
});

test('a day that has not come or lies too far back is not shown', async () => {
  const { client } = await follower();
  const code = async (by: SignedInMember, path: string) => (await by.request('GET', path)).json().code;
  expect(await code(client, '/me/day?date=2026-11-24')).toBe('check_in_in_future');
  expect(await code(client, '/me/day?date=2026-11-15')).toBe('check_in_too_late');
  expect((await client.request('GET', '/me/day?date=2026-11-16')).statusCode).toBe(200);
  expect(await code(client, '/me/day?date=23.11.2026')).toBe('validation_failed');
  expect(await code(client, '/me/day?day=2026-11-23')).toBe('validation_failed');
  const ofClient = `/clients/${client.clientId}/day`;
  expect(await code(practitioner, `${ofClient}?date=2026-10-23`)).toBe('check_in_too_late');
  expect((await practitioner.request('GET', `${ofClient}?date=2026-10-24`)).statusCode).toBe(200);
});

test('a practitioner sees the day as the client does, and that is audited', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [entry({ assignmentId, localDate: '2026-11-23' })]);
  const own = await day(client);
  expect(await day(practitioner, `/clients/${client.clientId}/day`)).toEqual({
    ...own,
    earliestDate: '2026-10-24',
  });
  const rows = await app.owner
    .selectFrom('audit_events')
    .select(['type', 'subject_id', 'actor_user_id'])
    .where('client_id', '=', client.clientId)
    .where('type', '=', 'client.viewed')
    .execute();
  expect(rows).toEqual([
    { type: 'client.viewed', subject_id: client.clientId, actor_user_id: practitioner.userId },
  ]);
});

test('the same instant is two dates in two zones', async () => {
  app.setNow('2026-11-23T11:30:00Z');
  const auckland = await follower({ timeZone: 'Pacific/Auckland' });
  const losAngeles = await follower({ timeZone: 'America/Los_Angeles' });
  // 00:30 and 03:30: in Auckland nothing of the day is over yet.
  expect(await day(auckland.client)).toMatchObject({
    today: '2026-11-24',
    items: [{ state: 'later' }, { state: 'later' }, { state: 'later' }],
    adherence: { kind: 'nothing_due' },
  });
  expect(await day(losAngeles.client)).toMatchObject({
    today: '2026-11-23',
    items: [{ slot: '01:30', state: 'missed' }, { state: 'later' }, { state: 'later' }],
    adherence: { kind: 'no_data', due: 1 },
  });
  app.setNow(NOW);
});

test("a night worker's day goes on until five, and its last dose comes after midnight", async () => {
  const { client } = await follower();
  await client.request('PATCH', '/me/client', { dayStartHour: 5 });
  app.setNow('2026-11-24T00:00:00Z'); // 01:00 in Madrid
  const { today, dayStartHour, items } = await day(client);
  expect({ today, dayStartHour }).toEqual({ today: '2026-11-23', dayStartHour: 5 });
  expect(items.map(({ slot, state }) => [slot, state])).toEqual([
    ['morning', 'missed'],
    ['bedtime', 'later'],
    ['01:30', 'later'],
  ]);
  app.setNow(NOW);
});

test('whoever checks something off sees the day as it is then, if they ask for it', async () => {
  const { client, assignmentId } = await follower();
  const record = async (checkIns: CheckInEntry[], showDay?: boolean) => {
    const body = { checkIns, ...(showDay !== undefined && { showDay }) };
    return (await client.request('POST', '/me/check-ins', body)).json<{
      items: CheckInOutcome[];
      day: ClientDay | null;
    }>();
  };
  const of = (localDate: string, activityId = 'walk') => entry({ assignmentId, localDate, activityId });

  for (const date of ['2026-11-23', '2026-11-22']) {
    const { items, day: shown } = await record([of(date)], true);
    expect(items).toMatchObject([{ outcome: 'recorded' }]);
    const walk = shown?.activities.findIndex(({ activityId }) => activityId === 'walk');
    expect(shown?.items.find((item) => item.activity === walk)?.state).toBe('done');
    expect(shown).toEqual(await day(client, `/me/day?date=${date}`));
  }
  const repeated = of('2026-11-21');
  await record([repeated]);
  const again = await record([repeated], true);
  expect(again).toMatchObject({ items: [{ outcome: 'already_recorded' }], day: { date: '2026-11-21' } });

  expect((await record([of('2026-11-23')])).day).toBeNull();
  expect((await record([of('2026-11-23')], false)).day).toBeNull();
  expect((await record([of('2026-11-22'), of('2026-11-23')], true)).day).toBeNull();
  const late = await record([of('2026-11-10')], true);
  expect(late).toMatchObject({ items: [{ code: 'check_in_too_late' }], day: null });
});

test('paused and stopped assignments ask for nothing, and say why', async () => {
  const { client, assignmentId } = await follower();
  await practitioner.request('POST', `/assignments/${assignmentId}/pause`, {});
  expect(await day(client)).toMatchObject({ items: [], total: 0, assignments: [{ status: 'paused' }] });
  await practitioner.request('POST', `/assignments/${assignmentId}/stop`, { reason: 'Enough' });
  expect(await day(client)).toMatchObject({ items: [], assignments: [] });
  expect(await day(client, '/me/day?date=2026-11-22')).toMatchObject({
    total: 3,
    assignments: [{ status: 'active', protocolDay: 3 }],
  });
});

test('an archived client sees nothing any more', async () => {
  const { client } = await follower();
  await app.owner
    .updateTable('clients')
    .set({ archived_at: new Date() })
    .where('id', '=', client.clientId)
    .execute();
  for (const path of ['/me/day', '/me/plan?from=2026-11-20&to=2026-11-21', '/me/adherence']) {
    expect((await client.request('GET', path)).json()).toMatchObject({ code: 'no_active_membership' });
  }
});

test('the plan shows the protocol and every day of a stretch, those to come included', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [entry({ assignmentId, localDate: '2026-11-22' })]);
  const answer = await client.request('GET', '/me/plan?from=2026-11-19&to=2026-11-28');
  const plan = namePlan(answer.json<ClientPlan>());
  expect(plan.today).toBe('2026-11-23');
  expect(plan.protocols).toEqual([
    {
      assignmentId,
      title: 'Sleep and walk',
      description: 'Two habits',
      content: '<p>Read me</p>',
      status: 'active',
      startDate: '2026-11-20',
      lastDate: '2026-12-03',
      protocolDay: 4,
      durationDays: 14,
      phases: [{ id: 'start', title: 'Getting started', description: '', startDay: 1, endDay: 7 }],
      practitioner: practitioner.name,
      goals: [],
      library: null,
      evidence: [{ citation: 'A guideline', url: 'https://example.org/guideline', year: 2024 }],
    },
  ]);
  expect(plan.days.map(({ date, due, done, items }) => [date, due, done, items.length])).toEqual([
    ['2026-11-19', 0, 0, 0],
    ['2026-11-20', 3, 0, 3],
    ['2026-11-21', 3, 0, 3],
    ['2026-11-22', 3, 1, 3],
    ['2026-11-23', 3, 0, 3],
    ['2026-11-24', 3, 0, 3],
    ['2026-11-25', 3, 0, 3],
    ['2026-11-26', 3, 0, 3],
    // The phase with the walk is over.
    ['2026-11-27', 2, 0, 2],
    ['2026-11-28', 2, 0, 2],
  ]);
  expect(plan.days[1]?.items.map(({ slot }) => slot)).toEqual(['01:30', 'morning', 'bedtime']);
});

test.each([
  ['from=2026-11-20&to=2026-11-19', 'ends_before_start'],
  ['from=2026-11-01&to=2027-01-02', 'too_long'],
  ['from=2026-11-20', 'invalid_type'],
])('a plan for %s is refused: %s', async (query, code) => {
  const { client } = await follower();
  const answer = await client.request('GET', `/me/plan?${query}`);
  expect(answer.json()).toMatchObject({ code: 'validation_failed', issues: [{ path: 'query.to', code }] });
});

test('a day and a plan take as many statements however much is due', async () => {
  const busy = await follower();
  const content = protocolContent({
    activities: [bloodPressure(), ...Array.from({ length: 40 }, (_, index) => activity(`walk-${index}`))],
  });
  const busyId = await publishProtocol(app, practitioner, content);
  const many = await assign(practitioner, busy.client.clientId, busyId, '2026-11-01');
  const entries = Array.from({ length: 40 }, (_, index) =>
    entry({ assignmentId: many, localDate: '2026-11-23', activityId: `walk-${index}` }),
  );
  await send(busy.client, entries);
  const quiet = await follower();
  for (const path of ['/me/day', '/me/plan?from=2026-11-20&to=2026-12-20']) {
    const statements = async ({ client }: typeof busy) => {
      await client.request('GET', path);
      app.takeStatements();
      await client.request('GET', path);
      return app.takeStatements().length;
    };
    expect(await statements(busy)).toBe(await statements(quiet));
  }
});
