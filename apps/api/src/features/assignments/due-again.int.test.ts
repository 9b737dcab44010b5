import type { ClientDay, Problem } from '@healthprotocol/contracts';
import { nameActivities } from '@healthprotocol/domain';
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
  protocolContent,
  publishProtocol,
  publishVersion,
} from '../../../test/protocol-factories.ts';

const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';
const at = (...slots: string[]) => ({ schedule: { recurrence: { type: 'daily' as const }, slots } });
const contentWith = (slot: string) =>
  protocolContent({
    activities: [
      activity('pill', { kind: 'medication', ...at(slot) }),
      activity('oil', { kind: 'supplement', ...at(slot) }),
      activity('walk', at(slot)),
    ],
  });

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp({ now: `${TODAY}T12:00:00Z` });
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  protocolId = await publishProtocol(app, practitioner, contentWith('morning'));
  await publishVersion(app, practitioner, protocolId, 2, contentWith('evening'));
});
afterAll(() => app.close());

async function follower() {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  return { client, assignmentId: await assign(practitioner, client.clientId, protocolId, '2026-11-22') };
}
const changes: [string, object][] = [
  [
    'overrides',
    { overrides: ['pill', 'oil', 'walk'].map((activityId) => ({ activityId, slots: ['evening'] })) },
  ],
  ['version', { version: 2 }],
];
const change = (id: string, verb: string, body: object) =>
  practitioner.request('PUT', `/assignments/${id}/${verb}`, { fromDate: TODAY, ...body });
const dayOf = async (client: SignedInMember) =>
  nameActivities((await client.request('GET', '/me/day')).json<ClientDay>()).items.map(
    ({ slot, activityId, state }) => `${slot} ${activityId} ${state}`,
  );

test.each(changes)(
  '%s: what was taken today is due again today only when that is confirmed',
  async (verb, body) => {
    const { client, assignmentId } = await follower();
    const taken = ['pill', 'oil', 'walk'].map((activityId) =>
      entry({ assignmentId, activityId, localDate: TODAY }),
    );
    await send(client, taken);
    const before = await dayOf(client);

    for (const refused of [body, { ...body, confirmDueAgain: false }]) {
      const problem = (await change(assignmentId, verb, refused)).json<Problem>();
      expect(problem).toMatchObject({ code: 'due_again_today', status: 422 });
      // A habit may be done twice.
      expect(problem.issues!.map(({ path }) => path)).toEqual(['activities.pill', 'activities.oil']);
      expect(await dayOf(client)).toEqual(before);
    }
    expect((await change(assignmentId, verb, { ...body, fromDate: TOMORROW })).statusCode).toBe(200);
    expect(await dayOf(client)).toEqual(before);
    expect((await change(assignmentId, verb, { ...body, confirmDueAgain: true })).statusCode).toBe(200);
    expect((await dayOf(client)).toSorted()).toEqual(
      ['pill', 'oil', 'walk'].flatMap((id) => [`evening ${id} later`, `morning ${id} done`]).toSorted(),
    );
  },
);

test.each(changes)(
  '%s: nothing needs to be confirmed for what was not taken, or taken back',
  async (verb, body) => {
    const { client, assignmentId } = await follower();
    const pill = { assignmentId, activityId: 'pill', localDate: TODAY };
    await send(client, [entry(pill), entry({ ...pill, activityId: 'walk' })]);
    await send(client, [entry({ ...pill, status: 'undone', recordedAt: `${TODAY}T11:00:00.000Z` })]);
    expect((await change(assignmentId, verb, body)).statusCode).toBe(200);
  },
);

test('a dose in the same slot may change today', async () => {
  const { client, assignmentId } = await follower();
  await send(client, [entry({ assignmentId, activityId: 'pill', localDate: TODAY })]);
  const dose = { quantity: 2, unit: 'tablet' };
  const answer = await change(assignmentId, 'overrides', { overrides: [{ activityId: 'pill', dose }] });
  expect(answer.statusCode).toBe(200);
});

test.each(changes)(
  '%s: taken at the same moment, either the change or the dose is refused',
  async (verb, body) => {
    const seen = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const { client, assignmentId } = await follower();
      const pill = entry({ assignmentId, activityId: 'pill', localDate: TODAY });
      const inTurn = [() => send(client, [pill]), () => change(assignmentId, verb, body)] as const;
      const [outcomes, answer] = await Promise.all([inTurn[0](), inTurn[1]()]);
      seen.add(`${outcomes[0]} ${answer.statusCode}`);
    }
    const allowed = ['recorded 422', 'occurrence_not_due 200'];
    expect([...seen].filter((pair) => !allowed.includes(pair))).toEqual([]);
  },
);
