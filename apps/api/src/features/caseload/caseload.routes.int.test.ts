import type { ClientSummary, Page, PractitionerToday } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

const TODAY = '2026-11-23';

let app: TestApp;
let organizationId: string;
let owner: SignedInMember;
let practitioner: SignedInMember;
beforeAll(async () => {
  app = await buildTestApp({ now: `${TODAY}T12:00:00Z` });
});
afterAll(() => app.close());
beforeEach(async () => {
  organizationId = await createOrganization(app);
  owner = await signInAs(app, organizationId, 'owner');
  practitioner = await signInAs(app, organizationId, 'practitioner');
});

const newClient = (name: string, careTeam = [practitioner]) =>
  createClient(app, organizationId, { name, careTeam });
const daysBack = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => addDays(TODAY, index - from));
const listClients = async (by: SignedInMember, query = '') =>
  (await by.request('GET', `/clients${query}`)).json<Page<ClientSummary>>();
const today = async (by: SignedInMember) =>
  (await by.request('GET', '/practitioner/today')).json<PractitionerToday>();
const auditTypes = async () =>
  (
    await app.owner
      .selectFrom('audit_events')
      .select(['type', 'detail'])
      .where('organization_id', '=', organizationId)
      .where('type', '=', 'client.listed')
      .execute()
  ).map(({ detail }) => detail);

test.each(['/clients', '/practitioner/today'])('%s is closed to strangers and to clients', async (path) => {
  expect((await app.request({ url: `/api/v1${path}` })).json()).toMatchObject({ code: 'not_signed_in' });
  const client = await signInAsClient(app, organizationId);
  expect((await client.request('GET', path)).json()).toMatchObject({ code: 'not_allowed', status: 403 });
});

test('the list shows what each client follows, how well, and when they last checked in', async () => {
  const client = await signInAsClient(app, organizationId, { name: 'Änne Berg', careTeam: [practitioner] });
  const protocolId = await publishProtocol(app, practitioner);
  const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-11-20');
  await send(client, [entry({ assignmentId, localDate: '2026-11-22' })]);

  expect((await listClients(practitioner)).items).toEqual([
    {
      id: client.clientId,
      name: 'Änne Berg',
      birthDate: null,
      timeZone: 'Europe/Madrid',
      login: 'active',
      archived: false,
      runningAssignments: 1,
      // 20 to 22 November; the morning of the 23rd is over at 13:00 in Madrid.
      adherence30: { kind: 'percentage', percent: 25, done: 1, due: 4 },
      lastCheckInDate: '2026-11-22',
    },
  ]);
  expect(await auditTypes()).toEqual([{ clients: 1 }]);
});

test('a client without anything to do has three honest answers, not zeros', async () => {
  await newClient('Nothing');
  const [line] = (await listClients(practitioner)).items;
  expect(line).toMatchObject({
    login: 'none',
    runningAssignments: 0,
    adherence30: { kind: 'nothing_due' },
    lastCheckInDate: null,
  });
});

test('practitioners list their own care teams, owners everybody, and nobody another organization', async () => {
  await newClient('Mine');
  await newClient('Unseen', []);
  const other = await createOrganization(app);
  await createClient(app, other, { name: 'Foreign' });

  const names = async (by: SignedInMember) => (await listClients(by)).items.map(({ name }) => name);
  expect(await names(practitioner)).toEqual(['Mine']);
  expect(await names(owner)).toEqual(['Mine', 'Unseen']);
});

test('the list is searched by part of the name and separates archived clients', async () => {
  await newClient('Maria Lopez');
  await newClient('Mario 100%');
  const gone = await newClient('Maria Gone');
  await app.owner.updateTable('clients').set({ archived_at: new Date() }).where('id', '=', gone).execute();

  const names = async (query: string) =>
    (await listClients(practitioner, query)).items.map(({ name }) => name);
  expect(await names('?search=MÁRIA')).toEqual(['Maria Lopez']);
  expect(await names('?search=%25')).toEqual(['Mario 100%']);
  expect(await names('?search=maria&status=archived')).toEqual(['Maria Gone']);
});

test('pages follow one another without gap or repetition, and a foreign cursor is refused', async () => {
  for (const name of ['B', 'A', 'C', 'A', 'D']) await newClient(name);
  const names: string[] = [];
  let cursor = '';
  do {
    const page = await listClients(practitioner, `?limit=2${cursor}`);
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor);
  expect(names).toEqual(['A', 'A', 'B', 'C', 'D']);

  for (const values of [['a', 'not-an-id'], ['a\0', practitioner.memberId], [1, 2], 'text']) {
    const forged = Buffer.from(JSON.stringify(values)).toString('base64url');
    const answer = await practitioner.request('GET', `/clients?cursor=${forged}`);
    expect(answer.json()).toMatchObject({ code: 'validation_failed', status: 400 });
  }
});

test('a page of 50 takes as many statements as a page of 1, and today as many for eleven clients as for none', async () => {
  const protocolId = await publishProtocol(app, practitioner);
  const clientIds: string[] = [];
  for (let index = 0; index < 51; index++) clientIds.push(await newClient(`Client ${index}`));
  const statements = async (work: () => Promise<unknown>) => {
    // So that each time the session is known already.
    await practitioner.request('GET', '/session');
    app.takeStatements();
    await work();
    return app.takeStatements().length;
  };
  const todayOf = async (attention: number) => {
    expect((await today(practitioner)).attention).toHaveLength(attention);
  };
  const none = await statements(() => todayOf(0));
  for (const clientId of clientIds.slice(0, 11))
    await assign(practitioner, clientId, protocolId, '2026-11-10');
  expect(await statements(() => todayOf(11))).toBe(none);

  const page = async (limit: number) => {
    expect((await listClients(practitioner, `?limit=${limit}`)).items).toHaveLength(limit);
  };
  expect(await statements(() => page(50))).toBe(await statements(() => page(1)));
});

test('a client whose adherence fell by 20 points is put forward with both figures', async () => {
  const protocolId = await publishProtocol(app, practitioner, protocolContent({ durationDays: 90 }));
  const fading = await newClient('Fading');
  const steady = await newClient('Steady');
  for (const [clientId, recentDone] of [
    [fading, 9],
    [steady, 12],
  ] as const) {
    const assignmentId = await assign(practitioner, clientId, protocolId, '2026-10-26');
    // All of the 14 days before, and some of the last 14, the newest among them.
    const dates = [...daysBack(28, 15), ...daysBack(recentDone, 1)];
    const entries = dates.map((localDate) => entry({ assignmentId, localDate }));
    expect(new Set(await sendOnBehalf(practitioner, clientId, entries))).toEqual(new Set(['recorded']));
  }

  const { attention, followingClients, checkedInToday } = await today(practitioner);
  expect(attention).toEqual([
    {
      clientId: fading,
      clientName: 'Fading',
      timeZone: 'Europe/Madrid',
      adherence30: { kind: 'percentage', percent: 79, done: 23, due: 29 },
      reasons: [{ kind: 'adherence_dropped', fromPercent: 100, toPercent: 64, days: 14 }],
    },
  ]);
  expect({ followingClients, checkedInToday }).toEqual({ followingClients: 2, checkedInToday: 0 });
  expect(await auditTypes()).toEqual([{ attention: 1 }]);
});

test('silence counts from the first day on which nothing came, and only while something is due', async () => {
  const protocolId = await publishProtocol(app, practitioner);
  const silent = await newClient('Silent');
  const never = await newClient('Never');
  const almost = await newClient('Almost');
  const fresh = await newClient('Fresh');
  for (const [clientId, startDate, last] of [
    [silent, '2026-11-10', '2026-11-18'],
    [never, '2026-11-17', null],
    [almost, '2026-11-10', '2026-11-19'],
    [fresh, '2026-11-21', null],
  ] as const) {
    const assignmentId = await assign(practitioner, clientId, protocolId, startDate);
    if (last) await sendOnBehalf(practitioner, clientId, [entry({ assignmentId, localDate: last })]);
  }
  const { attention } = await today(practitioner);
  expect(attention.map(({ clientName, reasons }) => [clientName, reasons])).toEqual([
    ['Never', [{ kind: 'silent', days: 6, lastCheckInDate: null }]],
    ['Silent', [{ kind: 'silent', days: 4, lastCheckInDate: '2026-11-18' }]],
  ]);
});

test('values out of target are counted by measure, and undone ones are not', async () => {
  const content = protocolContent({ activities: [bloodPressure()] });
  const protocolId = await publishProtocol(app, practitioner, content);
  const clientId = await newClient('High');
  const assignmentId = await assign(practitioner, clientId, protocolId, '2026-11-15');
  const reading = (localDate: string, value: number) =>
    entry({
      assignmentId,
      localDate,
      activityId: 'pressure',
      readings: [{ loinc: '8480-6', value, unit: 'mm[Hg]' }],
    });
  await sendOnBehalf(practitioner, clientId, [
    reading('2026-11-16', 180),
    reading('2026-11-17', 151),
    reading('2026-11-20', 138),
    reading('2026-11-22', 158),
    reading('2026-11-23', 170),
    entry({
      assignmentId,
      localDate: '2026-11-23',
      activityId: 'pressure',
      status: 'undone',
      recordedAt: '2026-11-23T09:00:00Z',
    }),
  ]);
  const [item] = (await today(practitioner)).attention;
  expect(item?.reasons).toEqual([
    {
      kind: 'out_of_target',
      measure: 'Systolic blood pressure',
      value: 158,
      unit: 'mm[Hg]',
      targetHigh: 140,
      times: 2,
      date: '2026-11-22',
    },
  ]);
});

test('a side effect comes before everything else, and each reason stands for itself', async () => {
  const content = protocolContent({ durationDays: 10, activities: [activity('walk'), bloodPressure()] });
  const protocolId = await publishProtocol(app, practitioner, content);
  const clientId = await newClient('Several');
  const assignmentId = await assign(practitioner, clientId, protocolId, '2026-11-16');
  await sendOnBehalf(practitioner, clientId, [
    entry({ assignmentId, localDate: '2026-11-21', status: 'skipped', skipReason: 'side_effect' }),
    entry({
      assignmentId,
      localDate: '2026-11-22',
      activityId: 'pressure',
      readings: [{ loinc: '8480-6', value: 150, unit: 'mm[Hg]' }],
    }),
  ]);
  const body = await today(practitioner);
  expect(body.attention[0]?.reasons).toMatchObject([
    { kind: 'side_effect', activityTitle: 'Do walk', date: '2026-11-21' },
    { kind: 'out_of_target', value: 150 },
    { kind: 'ends_soon', assignmentId, protocolTitle: 'A protocol', lastDate: '2026-11-25' },
  ]);
  expect(body.ends).toEqual([
    { clientId, clientName: 'Several', assignmentId, protocolTitle: 'A protocol', date: '2026-11-25' },
  ]);
});

test('what starts within a week is listed by its date on the calendar of each client', async () => {
  const protocolId = await publishProtocol(app, practitioner);
  // At this instant it is the 23rd in Los Angeles and the 24th in Auckland.
  const west = await createClient(app, organizationId, {
    name: 'West',
    careTeam: [practitioner],
    timeZone: 'America/Los_Angeles',
  });
  const east = await createClient(app, organizationId, {
    name: 'East',
    careTeam: [practitioner],
    timeZone: 'Pacific/Auckland',
  });
  await assign(practitioner, west, protocolId, '2026-12-01');
  await assign(practitioner, east, protocolId, '2026-12-01');
  await assign(practitioner, west, protocolId, '2026-11-30');
  expect((await today(practitioner)).starts.map(({ clientName, date }) => [clientName, date])).toEqual([
    ['West', '2026-11-30'],
    ['East', '2026-12-01'],
  ]);
});

test('clients of other care teams and archived clients call for nobody', async () => {
  const protocolId = await publishProtocol(app, practitioner);
  const unseen = await newClient('Unseen', []);
  await assign(owner, unseen, protocolId, '2026-11-10');
  const empty = {
    attention: [],
    starts: [],
    ends: [],
    followingClients: 0,
    checkedInToday: 0,
    attentionTotal: 0,
    startsTotal: 0,
    endsTotal: 0,
    pendingClients: 0,
  };
  expect(await today(practitioner)).toEqual(empty);
  expect((await today(owner)).attention).toHaveLength(1);
  await app.owner.updateTable('clients').set({ archived_at: new Date() }).where('id', '=', unseen).execute();
  expect(await today(owner)).toEqual(empty);
});
