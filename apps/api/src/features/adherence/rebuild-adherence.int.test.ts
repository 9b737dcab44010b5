import type { CheckInEntry } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import fc from 'fast-check';
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
import { inTenantTransaction } from '../../platform/db/tenant-transaction.ts';
import { passOverAdherence } from './index.ts';

const START = '2026-11-20';
const twice = { recurrence: { type: 'daily' as const }, slots: ['morning', 'evening'] };
const first = protocolContent({
  durationDays: 20,
  activities: [
    activity('walk', { schedule: twice }),
    activity('steps', { target: { value: 3, unit: 'km' } }),
  ],
});
const second = protocolContent({ durationDays: 12, activities: [activity('walk'), activity('swim')] });

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  protocolId = await publishProtocol(app, practitioner, first);
  await publishVersion(app, practitioner, protocolId, 2, second);
});
afterAll(() => app.close());

const passOver = (repair: boolean, after: string | null = null) => {
  const origin = { actor: null, requestId: 'test', ipAddress: null };
  return inTenantTransaction(app.db, organizationId, origin, (tx) =>
    passOverAdherence(tx, after, { repair }),
  );
};

const offset = fc.integer({ min: 0, max: 3 });
const operation = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('nextDay' as const) }), weight: 3 },
  {
    arbitrary: fc.record({
      do: fc.constant('checkIn' as const),
      activityId: fc.constantFrom('walk', 'steps', 'swim'),
      slot: fc.constantFrom('morning', 'evening'),
      back: offset,
      status: fc.constantFrom<CheckInEntry['status']>('done', 'partly', 'undone'),
      amount: fc.integer({ min: 0, max: 4 }),
    }),
    weight: 6,
  },
  {
    arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), in: offset }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ do: fc.constant('overrides' as const), in: offset, included: fc.boolean() }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ do: fc.constant('version' as const), in: offset, to: fc.constantFrom(1, 2) }),
    weight: 1,
  },
  { arbitrary: fc.record({ do: fc.constant('stop' as const) }), weight: 1 },
);

test('after any sequence of check-ins and changes the rollup is what the check-ins alone give', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (operations) => {
      let today = START;
      const moveTo = (date: string) => {
        today = date;
        app.setNow(`${date}T12:00:00Z`);
      };
      moveTo(START);
      const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
      const id = await assign(practitioner, client.clientId, protocolId, START);
      const change = (method: 'POST' | 'PUT', path: string, body: object) =>
        practitioner.request(method, `/assignments/${id}/${path}`, body);
      for (const step of operations) {
        switch (step.do) {
          case 'nextDay':
            moveTo(addDays(today, 1));
            break;
          case 'checkIn': {
            const { activityId, slot, status, amount } = step;
            const localDate = addDays(today, -step.back);
            const recordedAt = `${today}T11:00:00Z`;
            await send(client, [
              entry({ assignmentId: id, localDate, activityId, slot, status, amount, recordedAt }),
            ]);
            break;
          }
          case 'pause':
            await change('POST', 'pause', { fromDate: addDays(today, step.in) });
            break;
          case 'resume':
            await change('POST', 'resume', { onDate: addDays(today, step.in) });
            break;
          case 'overrides':
            await change('PUT', 'overrides', {
              fromDate: addDays(today, step.in),
              overrides: [{ activityId: 'walk', included: step.included, slots: ['noon', 'evening'] }],
            });
            break;
          case 'version':
            await change('PUT', 'version', {
              ...{ fromDate: addDays(today, step.in), version: step.to, confirmEnd: true },
            });
            break;
          case 'stop':
            await change('POST', 'stop', { reason: 'Enough' });
        }
      }
      expect(await passOver(false)).toMatchObject({ wrong: [], last: null });
    }),
    { numRuns: 40, seed: 20261123 },
  );
}, 120_000);

test('what was kept wrongly is found, named and written anew, and nothing else is touched', async () => {
  app.setNow('2026-11-23T12:00:00Z');
  const clients = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
      const assignmentId = await assign(practitioner, client.clientId, protocolId, START);
      await send(client, [entry({ assignmentId, localDate: START })]);
      return { ...client, assignmentId };
    }),
  );
  const [counted, missing, right] = clients.map(({ assignmentId }) => assignmentId);
  const { owner } = app;
  await owner.updateTable('adherence_days').set({ done: 2 }).where('assignment_id', '=', counted!).execute();
  await owner.deleteFrom('current_check_ins').where('assignment_id', '=', missing!).execute();

  const wrong = [counted, missing].sort();
  expect((await passOver(false)).wrong).toEqual(wrong);
  expect((await passOver(true)).wrong).toEqual(wrong);
  expect((await passOver(false)).wrong).toEqual([]);
  expect(await passOver(false, right!)).toMatchObject({ last: null });
  const kept = await owner
    .selectFrom('current_check_ins')
    .selectAll()
    .where('assignment_id', '=', missing!)
    .execute();
  expect(kept).toHaveLength(1);
});
