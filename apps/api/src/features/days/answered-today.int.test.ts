import type { AdherenceReport, ClientDay } from '@healthprotocol/contracts';
import { nameActivities } from '@healthprotocol/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { entry, send, sendOnBehalf } from '../../../test/check-in-factories.ts';
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
import { newId } from '../../platform/ids.ts';

const TODAY = '2026-11-23';
const at = (...slots: string[]) => ({ schedule: { recurrence: { type: 'daily' as const }, slots } });

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  protocolId = await publishProtocol(
    app,
    practitioner,
    protocolContent({ activities: [activity('walk', at('morning', 'evening'))] }),
  );
  const moved = protocolContent({ activities: [activity('walk', at('noon'))] });
  await publishVersion(app, practitioner, protocolId, 2, moved);
  const other = protocolContent({ activities: [activity('swim', at('evening'))] });
  await publishVersion(app, practitioner, protocolId, 3, other);
});
afterAll(() => app.close());
beforeEach(() => app.setNow(`${TODAY}T12:00:00Z`));

async function follower(startDate = '2026-11-22') {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  const assignmentId = await assign(practitioner, client.clientId, protocolId, startDate);
  return { client, assignmentId };
}
const itemsOf = (day: ClientDay) =>
  nameActivities(day).items.map(({ slot, activityId, state }) => `${slot} ${activityId} ${state}`);
const own = async (client: SignedInMember, path = '/me/day') =>
  (await client.request('GET', path)).json<ClientDay>();
const todayOf = async (by: SignedInMember, path: string) => {
  const { days } = (await by.request('GET', path)).json<AdherenceReport>();
  return days.find(({ date }) => date === TODAY);
};

const changes = [
  [
    'PUT',
    'overrides',
    { fromDate: TODAY, overrides: [{ activityId: 'walk', slots: ['evening'] }] },
    ['evening walk later'],
  ],
  ['PUT', 'version', { fromDate: TODAY, version: 2 }, ['noon walk later']],
  ['PUT', 'version', { fromDate: TODAY, version: 3 }, ['evening swim later']],
  ['POST', 'pause', {}, []],
  ['POST', 'stop', { reason: 'Enough' }, []],
] as const;

test.each(changes)(
  'after %s %s %o what was taken today stays for client and practitioner, and can be undone',
  async (method, verb, body, open) => {
    const { client, assignmentId } = await follower();
    const taken = entry({ assignmentId, localDate: TODAY });
    expect(await send(client, [taken])).toEqual(['recorded']);
    const answer = await practitioner.request(method, `/assignments/${assignmentId}/${verb}`, body);
    expect(answer.statusCode, answer.body).toBe(200);

    const ofClient = `/clients/${client.clientId}`;
    for (const day of [await own(client), await own(practitioner, `${ofClient}/day`)]) {
      expect(itemsOf(day)).toEqual(['morning walk done', ...open]);
      expect(day.assignments).toHaveLength(1);
    }
    for (const [by, path] of [
      [client, '/me/adherence'],
      [practitioner, `${ofClient}/adherence`],
    ] as const) {
      expect(await todayOf(by, path)).toMatchObject({ due: 1, done: 1, answered: 1 });
    }

    const undone = { ...entry({ assignmentId, localDate: TODAY }), status: 'undone' as const };
    undone.recordedAt = `${TODAY}T11:00:00.000Z`;
    expect(await send(client, [undone])).toEqual(['recorded']);
    expect(itemsOf(await own(client))).toEqual(open);
    expect((await todayOf(client, '/me/adherence'))?.done ?? 0).toBe(0);
    expect((await todayOf(practitioner, `${ofClient}/adherence`))?.done ?? 0).toBe(0);
    expect(await send(client, [entry({ assignmentId, localDate: TODAY })])).not.toEqual(['recorded']);
  },
);

test('the next day the dose is still in the day before, and its practitioner may still correct it', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [entry({ assignmentId, localDate: TODAY })]);
  await practitioner.request('POST', `/assignments/${assignmentId}/stop`, { reason: 'Enough' });
  app.setNow('2026-11-26T12:00:00Z');
  const path = `/clients/${client.clientId}/day?date=${TODAY}`;
  expect(itemsOf(await own(practitioner, path))).toEqual(['morning walk done']);
  const skipped = entry({
    ...{ assignmentId, localDate: TODAY, status: 'skipped', skipReason: 'forgot' },
    recordedAt: '2026-11-26T11:00:00.000Z',
  });
  expect(await sendOnBehalf(practitioner, client.clientId, [skipped])).toEqual(['recorded']);
  expect(itemsOf(await own(practitioner, path))).toEqual(['morning walk skipped']);
  expect((await own(client)).assignments).toEqual([]);
});

test('a dose that was taken shows as it was, beside what it was changed to', async () => {
  const { client, assignmentId } = await follower();
  const path = `/assignments/${assignmentId}/overrides`;
  const prescribe = (slots: string[], quantity: number) =>
    practitioner.request('PUT', path, {
      fromDate: TODAY,
      overrides: [{ activityId: 'walk', slots, dose: { quantity, unit: 'mg' } }],
    });
  await prescribe(['morning'], 20);
  await send(client, [entry({ assignmentId, localDate: TODAY })]);
  await prescribe(['evening'], 40);
  const { items } = nameActivities(await own(client));
  expect(items.map(({ slot, state, dose }) => [slot, state, dose?.quantity])).toEqual([
    ['morning', 'done', 20],
    ['evening', 'later', 40],
  ]);
});

test('an assignment that began today keeps the dose by the version it was taken by', async () => {
  const { client, assignmentId } = await follower(TODAY);
  await send(client, [entry({ assignmentId, localDate: TODAY })]);
  for (const version of [3, 2, 3]) {
    await practitioner.request('PUT', `/assignments/${assignmentId}/version`, { fromDate: TODAY, version });
  }
  const day = await own(client);
  expect(itemsOf(day)).toEqual(['morning walk done', 'evening swim later']);
});

test('a client who travels west can change an answer of what is tomorrow now', async () => {
  const { client, assignmentId } = await follower();
  app.setNow(`${TODAY}T23:30:00Z`); // The 24th in Madrid.
  const early = entry({ assignmentId, localDate: '2026-11-24', recordedAt: `${TODAY}T23:30:00.000Z` });
  expect(await send(client, [early])).toEqual(['recorded']);
  await app.owner
    .updateTable('clients')
    .set({ time_zone: 'America/Los_Angeles' })
    .where('id', '=', client.clientId)
    .execute();
  app.setNow(`${TODAY}T23:40:00Z`);
  expect((await own(client)).today).toBe(TODAY);
  const later = { ...early, id: newId(), status: 'undone' as const, recordedAt: `${TODAY}T23:35:00.000Z` };
  expect(await send(client, [later])).toEqual(['recorded']);
  const another = entry({
    assignmentId,
    localDate: '2026-11-24',
    slot: 'evening',
    recordedAt: later.recordedAt,
  });
  expect(await send(client, [another])).toEqual(['check_in_in_future']);
});

test('two changes at once: the dose is in the day whichever comes first', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [entry({ assignmentId, localDate: TODAY })]);
  const answers = await Promise.all(
    [2, 3].map((version) =>
      practitioner.request('PUT', `/assignments/${assignmentId}/version`, { fromDate: TODAY, version }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(itemsOf(await own(client))[0]).toBe('morning walk done');
});
