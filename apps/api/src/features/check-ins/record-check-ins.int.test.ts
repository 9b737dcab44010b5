import type { CheckInEntry } from '@healthprotocol/contracts';
import { currentCheckIns, dayTally, occurrenceKey } from '@healthprotocol/domain';
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
import { activity, assign, protocolContent, publishProtocol } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

const START = '2026-11-20';
const DATES = ['2026-11-20', '2026-11-21', '2026-11-22'];
const AFTERWARDS = { today: '2026-11-23', localTime: '12:00', dayStartHour: 0 };

const twice = { recurrence: { type: 'daily' as const }, slots: ['morning', 'evening'] };
const content = protocolContent({
  activities: [
    activity('walk', { schedule: twice }),
    activity('steps', { target: { value: 3, unit: 'km' }, schedule: twice }),
    activity('relief', { schedule: { recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [] } }),
  ],
});

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp({ now: '2026-11-23T12:00:00Z' });
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  protocolId = await publishProtocol(app, practitioner, content);
});
afterAll(() => app.close());

// Few occurrences, few instants and few ids' worth of time, so that entries meet.
const occurrence = fc.oneof(
  fc.record({
    activityId: fc.constantFrom('walk', 'steps'),
    slot: fc.constantFrom('morning', 'evening'),
    localDate: fc.constantFrom(...DATES),
  }),
  fc.record({
    activityId: fc.constant('relief'),
    slot: fc.constantFrom('as-needed-1', 'as-needed-2'),
    localDate: fc.constantFrom(...DATES),
  }),
);
const said = fc.oneof(
  fc.constantFrom({ status: 'done' as const }, { status: 'undone' as const }),
  fc.record({ status: fc.constant('partly' as const), amount: fc.integer({ min: 0, max: 4 }) }),
  fc.record({
    status: fc.constant('skipped' as const),
    skipReason: fc.constantFrom('forgot' as const, 'clinician_said_so' as const),
  }),
);
const recordedAt = fc.integer({ min: 0, max: 3 }).map((second) => `2026-11-23T08:00:0${second}.000Z`);
const entryFields = fc
  .tuple(occurrence, said, recordedAt)
  .map(([identity, statement, at]) => ({ ...identity, ...statement, recordedAt: at }));

/** What was sent, and in which order, with which repetitions, cut into which batches. */
const deliveries = fc.array(entryFields, { minLength: 1, maxLength: 14 }).chain((fields) => {
  const indices = fields.map((_, index) => index);
  return fc.record({
    fields: fc.constant(fields),
    order: fc
      .tuple(
        fc.shuffledSubarray(indices, { minLength: indices.length }),
        fc.array(fc.constantFrom(...indices), { maxLength: 8 }),
      )
      .map(([once, again]) => [...once, ...again]),
    cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 22, maxLength: 22 }),
  });
});

test('any order and repetition of check-ins, in any batches, ends in the state that the rules give', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ fields, order, cuts }) => {
      const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
      const assignmentId = await assign(practitioner, client.clientId, protocolId, START);
      const entries = fields.map((one) => entry({ assignmentId, ...one, id: newId() }));
      const queue = order.map((index) => entries[index]!);
      for (const size of cuts) {
        const batch = queue.splice(0, size);
        if (batch.length === 0) break;
        const outcomes = await send(client, batch);
        expect(outcomes.every((outcome) => outcome !== 'refused' && outcome.endsWith('recorded'))).toBe(true);
      }
      expect(await inForce(client.clientId)).toEqual(expectedInForce(entries));
      expect(await rollup(assignmentId)).toEqual(expectedRollup(assignmentId, entries));
      expect(await countRows(client.clientId)).toBe(entries.length);
    }),
    { numRuns: 40, seed: 20261123 },
  );
}, 60_000);

const inForce = async (clientId: string) =>
  (
    await app.owner
      .selectFrom('current_check_ins as k')
      .innerJoin('check_ins as c', (join) =>
        join.onRef('c.organization_id', '=', 'k.organization_id').onRef('c.id', '=', 'k.check_in_id'),
      )
      .select('k.check_in_id')
      .where('k.client_id', '=', clientId)
      .where('c.status', '<>', 'undone')
      .execute()
  )
    .map((row) => row.check_in_id)
    .sort();

const expectedInForce = (entries: readonly CheckInEntry[]) =>
  [...currentCheckIns(entries).values()].map(({ id }) => id).sort();

const rollup = (assignmentId: string) =>
  app.owner
    .selectFrom('adherence_days')
    .select(['local_date as localDate', 'due', 'done', 'excused', 'answered'])
    .where('assignment_id', '=', assignmentId)
    .where('local_date', 'in', DATES)
    .orderBy('local_date')
    .execute();

function expectedRollup(assignmentId: string, entries: readonly CheckInEntry[]) {
  const segment = { fromDate: START, versionNumber: 1, content, overrides: [] };
  const plan = { assignmentId, startDate: START, segments: [segment], pauses: [], stoppedOn: null };
  const current = currentCheckIns(entries);
  expect([...current.keys()]).toEqual([...current.values()].map(occurrenceKey));
  return DATES.map((localDate) => {
    const { later: _, ...day } = dayTally(plan, localDate, current, AFTERWARDS);
    return day;
  });
}

const countRows = async (clientId: string) =>
  (await app.owner.selectFrom('check_ins').select('id').where('client_id', '=', clientId).execute()).length;
