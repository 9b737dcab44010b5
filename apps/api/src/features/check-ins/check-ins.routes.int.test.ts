import type { CheckInEntry, CheckInOutcome, CheckInWithActivity, Page } from '@healthprotocol/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { entry, send, sendOnBehalf } from '../../../test/check-in-factories.ts';
import {
  createClient,
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
import { ROWS_PER_STATEMENT } from '../../platform/db/row-batches.ts';
import { newId } from '../../platform/ids.ts';

const NOW = '2026-11-23T12:00:00Z';
const TODAY = '2026-11-23';

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp({ now: NOW });
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  const questionnaire = { name: 'A scale', minScore: 0, maxScore: 27 };
  const content = protocolContent({
    durationDays: 60,
    activities: [
      activity('walk'),
      activity('steps', { target: { value: 8000, unit: 'steps' } }),
      activity('relief', { schedule: { recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [] } }),
      activity('mood', { kind: 'questionnaire', questionnaire }),
      bloodPressure(),
    ],
  });
  protocolId = await publishProtocol(app, practitioner, content);
});
afterAll(() => app.close());

/** A client who has followed the protocol since the start date. */
async function follower({ startDate = '2026-11-01', timeZone = 'Europe/Madrid' } = {}) {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner], timeZone });
  const assignmentId = await assign(practitioner, client.clientId, protocolId, startDate);
  return { client, assignmentId };
}

const pressure = (value: number, unit = 'mm[Hg]') => ({
  activityId: 'pressure',
  readings: [{ loinc: '8480-6', value, unit }],
});

const stored = (clientId: string) =>
  app.owner.selectFrom('check_ins').selectAll().where('client_id', '=', clientId).execute();
const audited = (clientId: string, type: string) =>
  app.owner
    .selectFrom('audit_events')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('type', '=', type)
    .execute();

test('recording is closed to strangers, to the wrong role, and to those outside the care team', async () => {
  const { client, assignmentId } = await follower();
  const body = { checkIns: [entry({ assignmentId, localDate: TODAY })] };
  const onBehalf = `/clients/${client.clientId}/check-ins`;
  for (const url of ['/me/check-ins', onBehalf]) {
    const answer = await app.request({ method: 'POST', url: `/api/v1${url}`, payload: body });
    expect(answer.json()).toMatchObject({ code: 'not_signed_in', status: 401 });
  }
  const owner = await signInAs(app, organizationId, 'owner');
  const colleague = await signInAs(app, organizationId, 'practitioner');
  const stranger = await signInAs(app, await createOrganization(app), 'practitioner');
  expect((await practitioner.request('POST', '/me/check-ins', body)).statusCode).toBe(403);
  expect((await client.request('POST', onBehalf, body)).statusCode).toBe(403);
  expect((await owner.request('POST', onBehalf, body)).statusCode).toBe(403);
  for (const by of [colleague, stranger]) {
    expect((await by.request('POST', onBehalf, body)).json()).toMatchObject({
      code: 'not_found',
      status: 404,
    });
    expect((await by.request('GET', onBehalf)).json()).toMatchObject({ code: 'not_found', status: 404 });
  }
  expect(await stored(client.clientId)).toEqual([]);
});

test('every invalid field of a batch is named at once, and unknown ones are refused', async () => {
  const { client, assignmentId } = await follower();
  const good = entry({ assignmentId, localDate: TODAY });
  const answer = await client.request('POST', '/me/check-ins', {
    checkIns: [
      { ...good, id: '00000000-0000-4000-8000-000000000000', slot: 'teatime', note: 'a\u0000b' },
      { ...good, status: 'skipped' },
      { ...good, skipReason: 'forgot', mood: 'fine' },
    ],
  });
  expect(answer.statusCode).toBe(400);
  expect(
    answer
      .json()
      .issues.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
      .sort(),
  ).toEqual(
    [
      'checkIns.0.id invalid_format',
      'checkIns.0.note invalid_format',
      'checkIns.0.slot invalid_union',
      'checkIns.1.skipReason skip_reason_required',
      'checkIns.2.mood unknown_field',
      'checkIns.2.skipReason skip_reason_not_allowed',
    ].sort(),
  );
  for (const checkIns of [[], Array.from({ length: 201 }, () => good)]) {
    expect((await client.request('POST', '/me/check-ins', { checkIns })).statusCode).toBe(400);
  }
});

test.each([
  ['a day that has not come', { localDate: '2026-11-24' }, 'check_in_in_future'],
  ['a day before the entry window of 7 days', { localDate: '2026-11-15' }, 'check_in_too_late'],
  ['the last day of the entry window', { localDate: '2026-11-16' }, 'recorded'],
  ['another slot', { slot: 'evening' }, 'occurrence_not_due'],
  ['an activity that the protocol does not have', { activityId: 'swim' }, 'occurrence_not_due'],
  ['an as-needed use within the maximum', { activityId: 'relief', slot: 'as-needed-2' }, 'recorded'],
  ['an as-needed use above the maximum', { activityId: 'relief', slot: 'as-needed-3' }, 'occurrence_not_due'],
  ['a measurement without a value', { activityId: 'pressure' }, 'reading_missing'],
  [
    'a measurement that was skipped',
    { activityId: 'pressure', status: 'skipped', skipReason: 'forgot' },
    'recorded',
  ],
  ['a unit that does not convert', pressure(120, 'kg'), 'reading_missing'],
  ['a value that cannot be', pressure(500), 'reading_implausible'],
  ['a value that cannot be, confirmed', { ...pressure(500), confirmedImplausible: true }, 'recorded'],
  ['a value for an activity without measures', { ...pressure(120), activityId: 'walk' }, 'reading_missing'],
  ['a questionnaire without a score', { activityId: 'mood' }, 'reading_missing'],
  ['a score above the highest', { activityId: 'mood', score: 28 }, 'reading_implausible'],
  ['the highest score', { activityId: 'mood', score: 27 }, 'recorded'],
] satisfies [string, Partial<CheckInEntry>, string][])('%s: %j is %s', async (_name, fields, outcome) => {
  const { client, assignmentId } = await follower();
  expect(await send(client, [entry({ assignmentId, localDate: TODAY, ...fields })])).toEqual([outcome]);
});

test('one refused entry holds up no other, and nothing of it is kept', async () => {
  const { client, assignmentId } = await follower();
  const outcomes = await send(client, [
    entry({ assignmentId, localDate: '2026-11-24' }),
    entry({ assignmentId, localDate: TODAY }),
    entry({ assignmentId: newId(), localDate: TODAY }),
  ]);
  expect(outcomes).toEqual(['check_in_in_future', 'recorded', 'not_found']);
  expect(await stored(client.clientId)).toMatchObject([{ local_date: TODAY, on_behalf: false }]);
});

test("nobody checks in on another's assignment, in the same organization or in another", async () => {
  const { client } = await follower();
  const other = await follower();
  const elsewhere = await createOrganization(app);
  const stranger = await signInAs(app, elsewhere, 'practitioner');
  const foreignClient = await createClient(app, elsewhere, { careTeam: [stranger] });
  const foreign = await assign(stranger, foreignClient, await publishProtocol(app, stranger), '2026-11-01');
  const entries = [other.assignmentId, foreign].map((assignmentId) =>
    entry({ assignmentId, localDate: TODAY }),
  );
  expect(await send(client, entries)).toEqual(['not_found', 'not_found']);
  expect(await sendOnBehalf(practitioner, client.clientId, entries)).toEqual(['not_found', 'not_found']);
  expect(await stored(other.client.clientId)).toEqual([]);
});

test('after a stop the days before it can still be answered, and no later ones', async () => {
  const { client, assignmentId } = await follower();
  await practitioner.request('POST', `/assignments/${assignmentId}/stop`, { reason: 'Moved away' });
  const outcomes = await send(client, [
    entry({ assignmentId, localDate: '2026-11-22' }),
    entry({ assignmentId, localDate: TODAY }),
  ]);
  expect(outcomes).toEqual(['recorded', 'assignment_ended']);
});

test('a practitioner records up to 30 days back, and the check-in says so', async () => {
  const { client, assignmentId } = await follower({ startDate: '2026-10-20' });
  const outcomes = await sendOnBehalf(practitioner, client.clientId, [
    entry({ assignmentId, localDate: '2026-10-24' }),
    entry({ assignmentId, localDate: '2026-10-23' }),
    entry({ assignmentId, localDate: '2026-11-24' }),
  ]);
  expect(outcomes).toEqual(['recorded', 'check_in_too_late', 'check_in_in_future']);
  expect(await stored(client.clientId)).toMatchObject([
    { local_date: '2026-10-24', on_behalf: true, recorded_by: practitioner.memberId },
  ]);
});

test('the same entry sent again is acknowledged without a second row or a second audit row', async () => {
  const { client, assignmentId } = await follower();
  const entries = [
    entry({ assignmentId, localDate: TODAY, note: 'In the rain' }),
    entry({ assignmentId, localDate: TODAY, ...pressure(128.5) }),
  ];
  expect(await send(client, [...entries, entries[0]!])).toEqual(['recorded', 'recorded', 'already_recorded']);
  app.setNow('2026-12-24T12:00:00Z');
  // Even when the day can no longer be entered: the device only has to learn that it arrived.
  expect(await send(client, entries.toReversed())).toEqual(['already_recorded', 'already_recorded']);
  app.setNow(NOW);
  const upper = { ...entries[0]!, id: entries[0]!.id.toUpperCase() };
  expect(await send(client, [upper])).toEqual(['already_recorded']);

  expect(await stored(client.clientId)).toHaveLength(2);
  const rows = await audited(client.clientId, 'check_in.recorded');
  expect(rows).toMatchObject([
    {
      actor_user_id: client.userId,
      actor_role: 'client',
      subject_type: 'check_in',
      detail: { checkInIds: entries.map(({ id }) => id), onBehalf: false },
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain('rain');
});

test('an id that was used for something else is refused, whoever used it', async () => {
  const { client, assignmentId } = await follower();
  const other = await follower();
  const first = entry({ assignmentId, localDate: TODAY });
  const changed = { ...first, note: 'Something else' };
  expect(await send(client, [first, changed])).toEqual(['recorded', 'id_conflict']);
  expect(await send(client, [changed])).toEqual(['id_conflict']);
  expect(await send(other.client, [{ ...first, assignmentId: other.assignmentId }])).toEqual(['id_conflict']);
});

test.each([true, false])(
  'an id that somebody else takes at the same moment is refused, and nothing is kept; the day shown: %s',
  async (showDay) => {
    const { client, assignmentId } = await follower();
    const other = await follower();
    await send(other.client, [entry({ assignmentId: other.assignmentId, localDate: TODAY })]);
    const [taken] = await stored(other.client.clientId);
    const mine = entry({ assignmentId, localDate: TODAY });

    // Takes the id before the client sends it, and lets them see nothing of it but that they have to wait.
    const racing = app.owner.transaction().execute(async (tx) => {
      const row = { ...taken!, id: mine.id, readings: '[]' };
      await tx.insertInto('check_ins').values(row).execute();
      const answer = client.request('POST', '/me/check-ins', { checkIns: [mine], showDay });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { answer };
    });
    const answer = await (await racing).answer;
    expect(answer.json()).toMatchObject({ status: 409, code: 'id_conflict' });
    expect(await stored(client.clientId)).toEqual([]);
    expect(await audited(client.clientId, 'check_in.recorded')).toEqual([]);
  },
);

test('two devices that send the same batch at the same moment count once', async () => {
  const { client, assignmentId } = await follower();
  const entries = ['walk', 'steps'].flatMap((activityId) =>
    ['2026-11-21', '2026-11-22', TODAY].map((localDate) => entry({ assignmentId, localDate, activityId })),
  );
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, (_, index) => send(client, index % 2 ? entries.toReversed() : entries)),
  );
  const all = outcomes.flat();
  expect(all.filter((outcome) => outcome === 'recorded')).toHaveLength(6);
  expect(all.filter((outcome) => outcome === 'already_recorded')).toHaveLength(30);
  expect(await stored(client.clientId)).toHaveLength(6);
  expect(await audited(client.clientId, 'check_in.recorded')).toHaveLength(1);
});

test('different answers for one occurrence at the same moment leave the greatest in force and the rollup right', async () => {
  const { client, assignmentId } = await follower();
  const entries = Array.from({ length: 8 }, (_, index) =>
    entry({
      assignmentId,
      localDate: TODAY,
      ...(index === 7 ? { status: 'done' } : { status: 'skipped', skipReason: 'forgot' }),
      recordedAt: `2026-11-23T08:00:0${index}.000Z`,
    }),
  );
  await Promise.all(entries.map((one) => send(client, [one])));
  const current = app.owner
    .selectFrom('current_check_ins')
    .selectAll()
    .where('client_id', '=', client.clientId);
  expect(await current.execute()).toMatchObject([{ check_in_id: entries[7]!.id }]);
  const day = app.owner
    .selectFrom('adherence_days')
    .select(['due', 'done', 'answered'])
    .where('assignment_id', '=', assignmentId)
    .where('local_date', '=', TODAY);
  expect(await day.execute()).toEqual([{ due: 4, done: 1, answered: 1 }]);
});

test('a device whose clock is ahead cannot outlive what is said later', async () => {
  const { client, assignmentId } = await follower();
  const ahead = entry({ assignmentId, localDate: TODAY, recordedAt: '2030-01-01T00:00:00Z' });
  await send(client, [ahead]);
  expect(await send(client, [ahead])).toEqual(['already_recorded']);
  app.setNow('2026-11-23T12:00:01Z');
  const undo = entry({
    assignmentId,
    localDate: TODAY,
    status: 'undone',
    recordedAt: '2026-11-23T12:00:01Z',
  });
  await send(client, [undo]);
  app.setNow(NOW);
  const current = app.owner
    .selectFrom('current_check_ins')
    .selectAll()
    .where('client_id', '=', client.clientId);
  expect(await current.execute()).toMatchObject([{ check_in_id: undo.id }]);
});

test('a value out of target is kept with a mark', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [
    entry({ assignmentId, localDate: '2026-11-22', ...pressure(151) }),
    entry({ assignmentId, localDate: TODAY, ...pressure(139) }),
  ]);
  const rows = await stored(client.clientId);
  expect(rows.map((row) => [row.local_date, row.out_of_target])).toEqual([
    ['2026-11-22', true],
    [TODAY, false],
  ]);
});

test('today is the date where the client is: the same instant is two dates in two zones', async () => {
  app.setNow('2026-11-23T11:30:00Z');
  const auckland = await follower({ timeZone: 'Pacific/Auckland' });
  const losAngeles = await follower({ timeZone: 'America/Los_Angeles' });
  const outcomes = async ({ client, assignmentId }: typeof auckland) =>
    send(
      client,
      ['2026-11-24', '2026-11-25'].map((localDate) => entry({ assignmentId, localDate })),
    );
  expect(await outcomes(auckland)).toEqual(['recorded', 'check_in_in_future']);
  expect(await outcomes(losAngeles)).toEqual(['check_in_in_future', 'check_in_in_future']);
  app.setNow(NOW);
});

test("a night worker's 01:00 belongs to the evening before", async () => {
  const { client, assignmentId } = await follower();
  await client.request('PATCH', '/me/client', { dayStartHour: 5 });
  app.setNow('2026-11-24T00:00:00Z'); // 01:00 in Madrid
  const outcomes = async () =>
    send(
      client,
      ['2026-11-23', '2026-11-24'].map((localDate) => entry({ assignmentId, localDate })),
    );
  expect(await outcomes()).toEqual(['recorded', 'check_in_in_future']);
  app.setNow('2026-11-24T04:00:00Z'); // 05:00 in Madrid
  expect(await outcomes()).toEqual(['recorded', 'recorded']);
  app.setNow(NOW);
});

test('a batch of 50 takes as many statements as a batch of 1, but for those that write 25 rows each', async () => {
  const { client, assignmentId } = await follower();
  const statements = async (entries: CheckInEntry[]) => {
    app.takeStatements();
    expect(new Set(await send(client, entries))).toEqual(new Set(['recorded']));
    return app.takeStatements().length;
  };
  const batch = (size: number) =>
    Array.from({ length: size }, (_, index) =>
      entry({ assignmentId, localDate: `2026-11-${17 + (index % 7)}`, note: `${index}` }),
    );
  await statements(batch(1));
  const more = Math.ceil(50 / ROWS_PER_STATEMENT) - 1;
  expect(await statements(batch(50))).toBe((await statements(batch(1))) + more);
});

test('the stream shows the newest received first, with what was replaced, page by page', async () => {
  const { client, assignmentId } = await follower();
  for (const [index, status] of (['done', 'undone', 'done'] as const).entries()) {
    app.setNow(`2026-11-23T12:00:0${index}Z`);
    await send(client, [
      entry({ assignmentId, localDate: TODAY, status, recordedAt: `2026-11-23T12:00:0${index}Z` }),
      entry({ assignmentId, localDate: '2026-11-20', note: `${index}` }),
    ]);
  }
  app.setNow(NOW);
  const path = `/clients/${client.clientId}/check-ins`;
  const page = async (query: string) =>
    (await practitioner.request('GET', `${path}${query}`)).json<Page<CheckInWithActivity>>();

  const all = (await page('')).items;
  expect(all.map(({ receivedAt }) => receivedAt.slice(17, 19))).toEqual(['02', '02', '01', '01', '00', '00']);
  expect(all[0]).toMatchObject({
    activityTitle: 'Do walk',
    protocolTitle: 'A protocol',
    recordedBy: client.name,
    onBehalf: false,
  });
  const paged: CheckInWithActivity[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next: Page<CheckInWithActivity> = await page(`?limit=4${cursor && `&cursor=${cursor}`}`);
    paged.push(...next.items);
    cursor = next.nextCursor;
  }
  expect(paged).toEqual(all);
  expect((await page(`?from=${TODAY}`)).items.map(({ status }) => status)).toEqual([
    'done',
    'undone',
    'done',
  ]);
  expect((await page('?to=2026-11-22')).items).toHaveLength(3);
  expect((await page(`?assignmentId=${newId()}`)).items).toEqual([]);
  expect(await audited(client.clientId, 'check_in.viewed')).toMatchObject([
    { actor_user_id: practitioner.userId, subject_id: client.clientId },
    {},
    {},
    {},
    {},
    {},
  ]);
  for (const forged of ['x', Buffer.from('["yesterday","x"]').toString('base64url')]) {
    const answer = await practitioner.request('GET', `${path}?cursor=${forged}`);
    expect(answer.json()).toMatchObject({ code: 'validation_failed', status: 400 });
  }
});

test('a page of the stream takes as many statements however long it is', async () => {
  const { client, assignmentId } = await follower();
  const entries = Array.from({ length: 51 }, () => entry({ assignmentId, localDate: TODAY }));
  await send(client, entries);
  const statements = async (limit: number) => {
    app.takeStatements();
    const answer = await practitioner.request('GET', `/clients/${client.clientId}/check-ins?limit=${limit}`);
    expect(answer.json<Page<CheckInOutcome>>().items).toHaveLength(limit);
    return app.takeStatements().length;
  };
  expect(await statements(50)).toBe(await statements(1));
});
