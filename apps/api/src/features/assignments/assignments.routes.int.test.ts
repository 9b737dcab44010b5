import type { Assignment, AssignmentSummary, SafetyChecks } from '@healthprotocol/contracts';
import { addDays, nameRules } from '@healthprotocol/domain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { entry, send } from '../../../test/check-in-factories.ts';
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
  protocolContent,
  publishProtocol,
  publishVersion,
} from '../../../test/protocol-factories.ts';
import { ROWS_PER_STATEMENT } from '../../platform/db/row-batches.ts';
import { newId } from '../../platform/ids.ts';

const TODAY = '2026-11-23';

const risky = protocolContent({
  title: 'A risky protocol',
  contraindications: [
    {
      id: 'kidney',
      kind: 'condition',
      severity: 'block',
      label: 'Kidney failure',
      codes: [{ system: 'icd10', code: 'N18' }],
      rationale: 'Too much potassium',
    },
    { id: 'age', kind: 'age', severity: 'warn', fromYears: 80, rationale: 'Falls' },
  ],
});

let app: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let protocolId: string;
beforeAll(async () => {
  app = await buildTestApp({ now: `${TODAY}T12:00:00Z` });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(`${TODAY}T12:00:00Z`);
  organizationId = await createOrganization(app);
  practitioner = await signInAs(app, organizationId, 'practitioner');
  protocolId = await publishProtocol(app, practitioner);
});

const newClient = (fields: { name?: string; timeZone?: string } = {}) =>
  createClient(app, organizationId, { ...fields, careTeam: [practitioner] });

async function recordOf(clientId: string, fields: { conditions?: object[]; birth_date?: string }) {
  await app.owner
    .updateTable('clients')
    .set({
      ...(fields.conditions && { conditions: JSON.stringify(fields.conditions) }),
      ...(fields.birth_date && { birth_date: fields.birth_date }),
    })
    .where('id', '=', clientId)
    .execute();
}

const wish = (clientId: string, fields: object = {}) => ({ assignmentId: newId(), clientId, ...fields });
const create = (clients: object[], fields: object = {}, by = practitioner) =>
  by.request('POST', '/assignments', { protocolId, version: 1, startDate: TODAY, clients, ...fields });
const itemsOf = (answer: Awaited<ReturnType<typeof create>>) =>
  answer.json<{ items: AssignmentSummary[] }>().items;
const change = async (id: string, verb: string, body: object = {}) => {
  const method = verb === 'overrides' || verb === 'version' ? 'PUT' : 'POST';
  return practitioner.request(method, `/assignments/${id}/${verb}`, body);
};
const changed = async (id: string, verb: string, body: object = {}) => {
  const answer = await change(id, verb, body);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Assignment>();
};
const audited = (type: string) =>
  app.owner
    .selectFrom('audit_events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('type', '=', type)
    .orderBy('id')
    .execute();
const countAssignments = async () =>
  (
    await app.owner
      .selectFrom('assignments')
      .select('id')
      .where('organization_id', '=', organizationId)
      .execute()
  ).length;

test('every route is closed to strangers, to clients, to other care teams and to other organizations', async () => {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  const id = await assign(practitioner, client.clientId, protocolId, TODAY);
  const colleague = await signInAs(app, organizationId, 'practitioner');
  const stranger = await signInAs(app, await createOrganization(app), 'owner');
  const routes = [
    ['GET', `/assignments/${id}`, undefined],
    ['GET', `/clients/${client.clientId}/assignments`, undefined],
    ['POST', '/assignments', { protocolId, version: 1, startDate: TODAY, clients: [wish(client.clientId)] }],
    ['POST', '/assignments/safety-checks', { protocolId, version: 1, clientIds: [client.clientId] }],
    ['POST', `/assignments/${id}/pause`, {}],
    ['POST', `/assignments/${id}/resume`, {}],
    ['POST', `/assignments/${id}/stop`, { reason: 'Enough' }],
    ['PUT', `/assignments/${id}/overrides`, { fromDate: TODAY, overrides: [] }],
    ['PUT', `/assignments/${id}/version`, { fromDate: TODAY, version: 1 }],
  ] as const;
  for (const [method, path, body] of routes) {
    const unknown = await app.request({ method, url: `/api/v1${path}`, ...(body && { payload: body }) });
    expect(unknown.json(), path).toMatchObject({ code: 'not_signed_in', status: 401 });
    expect((await client.request(method, path, body)).json(), path).toMatchObject({ code: 'not_allowed' });
    for (const by of [colleague, stranger]) {
      expect((await by.request(method, path, body)).json(), path).toMatchObject({
        code: 'not_found',
        status: 404,
      });
    }
  }
  expect(await countAssignments()).toBe(1);
});

test('assigning to several clients at once makes one assignment each, with their days and audit rows', async () => {
  const clients = [await newClient({ name: 'One' }), await newClient({ name: 'Two' })];
  const wishes = clients.map((clientId) => wish(clientId));
  const answer = await create(wishes, { startDate: '2026-11-21' });
  expect(answer.statusCode).toBe(201);
  expect(itemsOf(answer)).toEqual(
    wishes.map(({ assignmentId, clientId }) => ({
      id: assignmentId,
      clientId,
      protocolId,
      title: 'A protocol',
      version: 1,
      newestVersion: 1,
      versionBeforeEnd: null,
      durationDays: 30,
      startDate: '2026-11-21',
      lastDate: '2026-12-20',
      protocolDay: 3,
      status: 'active',
      stopReason: null,
      // Two days are over, and so is this morning in Madrid.
      adherence: { kind: 'no_data', due: 3 },
    })),
  );
  const days = app.owner
    .selectFrom('adherence_days')
    .select(({ fn }) => ['assignment_id', fn.countAll<number>().as('days'), fn.sum<number>('due').as('due')])
    .where('organization_id', '=', organizationId)
    .groupBy('assignment_id');
  expect(await days.execute()).toEqual(
    expect.arrayContaining(
      wishes.map(({ assignmentId }) => ({ assignment_id: assignmentId, days: 30, due: 30 })),
    ),
  );
  expect(await audited('assignment.created')).toMatchObject(
    wishes.map(({ assignmentId, clientId }) => ({
      subject_id: assignmentId,
      client_id: clientId,
      actor_member_id: practitioner.memberId,
      detail: { protocolId, version: 1, findings: 0, blockReasonGiven: false },
    })),
  );
});

test('sending the same request again, or twice at once, assigns once', async () => {
  const wishes = [wish(await newClient()), wish(await newClient())];
  const answers = await Promise.all([create(wishes), create(wishes.toReversed()), create(wishes)]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
  expect((await create(wishes)).json()).toEqual(answers[0].json());
  // Even when it could not be made any more.
  await app.owner.updateTable('protocols').set({ status: 'retired' }).where('id', '=', protocolId).execute();
  expect((await create(wishes)).statusCode).toBe(201);
  expect(await countAssignments()).toBe(2);
  expect(await audited('assignment.created')).toHaveLength(2);
});

test('an id that belongs to another assignment is refused', async () => {
  const first = wish(await newClient());
  await create([first]);
  const other = { assignmentId: first.assignmentId, clientId: await newClient() };
  expect((await create([other])).json()).toMatchObject({ code: 'id_conflict', status: 409 });
  const elsewhere = await publishProtocol(app, practitioner);
  expect((await create([first], { protocolId: elsewhere })).json()).toMatchObject({ code: 'id_conflict' });
});

test('one client who cannot get it keeps all others from it', async () => {
  const good = await newClient();
  const archived = await newClient();
  await app.owner
    .updateTable('clients')
    .set({ archived_at: new Date() })
    .where('id', '=', archived)
    .execute();
  const refusals = [
    [[wish(good), wish(archived)], {}, 'client_archived'],
    [[wish(good), wish(newId())], {}, 'not_found'],
    [[wish(good), wish(await newClient(), { overrides: [{ activityId: 'swim' }] })], {}, 'unknown_activity'],
    [[wish(good)], { version: 2 }, 'not_found'],
    [[wish(good)], { protocolId: newId() }, 'not_found'],
    [[wish(good)], { startDate: '2027-11-24' }, 'start_date_out_of_range'],
    [[wish(good)], { startDate: '2025-11-22' }, 'start_date_out_of_range'],
    [[wish(good), wish(good)], {}, 'validation_failed'],
    [[], {}, 'validation_failed'],
    [[wish(good, { mood: 'fine' })], {}, 'validation_failed'],
  ] as const;
  for (const [clients, fields, code] of refusals) {
    expect((await create([...clients], fields)).json()).toMatchObject({ code });
  }
  expect(await countAssignments()).toBe(0);
  expect(await audited('assignment.created')).toEqual([]);
});

test.each([
  ['2027-11-23', 201],
  ['2025-11-23', 201],
])('a start on %s, a year away, is allowed', async (startDate, status) => {
  expect((await create([wish(await newClient())], { startDate })).statusCode).toBe(status);
});

test('retired and unpublished protocols are not assigned', async () => {
  const clientId = await newClient();
  const table = () => app.owner.updateTable('protocols').where('id', '=', protocolId);
  await table().set({ status: 'retired' }).execute();
  expect((await create([wish(clientId)])).json()).toMatchObject({ code: 'protocol_retired', status: 409 });
  const check = { protocolId, version: 1, clientIds: [clientId] };
  expect((await practitioner.request('POST', '/assignments/safety-checks', check)).json()).toMatchObject({
    code: 'protocol_retired',
  });
  await table().set({ status: 'draft', latest_version: null }).execute();
  expect((await create([wish(clientId)])).json()).toMatchObject({ code: 'protocol_not_published' });
});

test('the safety check says what matched and what is not recorded, and never that it is safe', async () => {
  const riskyId = await publishProtocol(app, practitioner, risky);
  const ill = await newClient({ name: 'Ill', timeZone: 'Pacific/Auckland' });
  const unknown = await newClient({ name: 'Unknown' });
  await recordOf(ill, {
    conditions: [{ label: 'CKD stage 4', code: { system: 'icd10', code: 'N18.4' } }],
    birth_date: '1940-01-01',
  });
  await assign(practitioner, unknown, riskyId, TODAY);

  const body = { protocolId: riskyId, version: 1, clientIds: [ill, unknown, ill] };
  const answer = await practitioner.request('POST', '/assignments/safety-checks', body);
  expect(nameRules(answer.json<SafetyChecks>())).toEqual([
    {
      clientId: ill,
      clientName: 'Ill',
      timeZone: 'Pacific/Auckland',
      today: '2026-11-24',
      pregnancyStatus: 'not_recorded',
      alreadyAssigned: false,
      safety: {
        checkedAt: '2026-11-23T12:00:00.000Z',
        findings: [
          {
            ruleId: 'kidney',
            kind: 'condition',
            severity: 'block',
            label: 'Kidney failure',
            matched: 'CKD stage 4',
            rationale: 'Too much potassium',
          },
          { ruleId: 'age', kind: 'age', severity: 'warn', label: '', matched: '86', rationale: 'Falls' },
        ],
        notRecorded: [],
        blockReason: null,
      },
    },
    expect.objectContaining({
      clientId: unknown,
      alreadyAssigned: true,
      safety: expect.objectContaining({ findings: [], notRecorded: ['conditions', 'birthDate'] }),
    }),
  ]);
  expect(await audited('assignment.checked')).toMatchObject([{ client_id: ill }, { client_id: unknown }]);
});

test('what blocks needs a reason for each client; it is kept, and the audit log says only that there is one', async () => {
  const riskyId = await publishProtocol(app, practitioner, risky);
  const ill = await newClient();
  const well = await newClient();
  await recordOf(ill, { conditions: [{ label: 'kidney failure' }] });
  const refused = await create([wish(well), wish(ill)], { protocolId: riskyId });
  expect(refused.json()).toMatchObject({
    code: 'assignment_blocked',
    status: 422,
    issues: [{ path: 'clients.1.blockReason', code: 'assignment_blocked' }],
  });
  const short = await create([wish(ill, { blockReason: 'Because' })], { protocolId: riskyId });
  expect(short.statusCode).toBe(400);

  const blockReason = 'Dialysis three times a week';
  const accepted = wish(ill, { blockReason });
  await create([wish(well, { blockReason: 'Not needed at all' }), accepted], { protocolId: riskyId });
  const read = await practitioner.request('GET', `/assignments/${accepted.assignmentId}`);
  expect(read.json<Assignment>().safety).toMatchObject({ blockReason, findings: [{ ruleId: 'kidney' }] });
  const rows = await audited('assignment.created');
  expect(rows.map(({ detail }) => detail.blockReasonGiven).sort()).toEqual([false, true]);
  expect(JSON.stringify(rows)).not.toMatch(/dialysis|kidney/i);
});

test('an assignment shows what is followed, what was changed, and who made it', async () => {
  const clientId = await newClient();
  const overrides = [{ activityId: 'walk', slots: ['evening'] }];
  const id = await assign(practitioner, clientId, protocolId, '2026-11-25', { overrides });
  const read = await practitioner.request('GET', `/assignments/${id}`);
  expect(read.json()).toMatchObject({
    id,
    clientId,
    status: 'scheduled',
    protocolDay: null,
    segments: [{ fromDate: '2026-11-25', version: 1, overrides }],
    pauses: [],
    stoppedOn: null,
    createdBy: practitioner.name,
    createdAt: '2026-11-23T12:00:00.000Z',
    revision: 1,
    content: { title: 'A protocol', durationDays: 30 },
  });
  expect(await audited('assignment.viewed')).toMatchObject([{ subject_id: id, client_id: clientId }]);
  expect((await practitioner.request('GET', `/assignments/${newId()}`)).json()).toMatchObject({
    code: 'not_found',
  });
});

test('a pause holds the remaining days back, and going on brings them back', async () => {
  const id = await assign(practitioner, await newClient(), protocolId, '2026-11-20');
  expect((await change(id, 'resume')).json()).toMatchObject({ code: 'assignment_not_paused', status: 409 });
  expect(await changed(id, 'pause')).toMatchObject({
    status: 'paused',
    lastDate: null,
    protocolDay: null,
    pauses: [{ fromDate: TODAY, toDate: null }],
    revision: 2,
  });
  expect((await change(id, 'pause')).json()).toMatchObject({ code: 'assignment_not_active', status: 409 });
  app.setNow('2026-11-28T12:00:00Z');
  expect(await changed(id, 'resume', { onDate: '2026-11-30' })).toMatchObject({
    status: 'paused',
    lastDate: '2026-12-26',
  });
  app.setNow('2026-11-30T12:00:00Z');
  const read = await practitioner.request('GET', `/assignments/${id}`);
  expect(read.json()).toMatchObject({ status: 'active', protocolDay: 4, revision: 3 });
  expect((await change(id, 'pause', { fromDate: '2026-11-29' })).json()).toMatchObject({
    code: 'effective_date_out_of_range',
    status: 422,
  });
  expect(await audited('assignment.paused')).toMatchObject([{ subject_id: id, detail: { from: TODAY } }]);
  expect(await audited('assignment.resumed')).toHaveLength(1);
});

test('a stop is final, keeps its reason out of the audit log, and leaves what was done before', async () => {
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  const id = await assign(practitioner, client.clientId, protocolId, '2026-11-22');
  await send(client, [entry({ assignmentId: id, localDate: '2026-11-22' })]);
  expect((await change(id, 'stop', { reason: 'x' })).statusCode).toBe(400);
  expect(await changed(id, 'stop', { reason: 'Rash on both arms' })).toMatchObject({
    status: 'stopped',
    stopReason: 'Rash on both arms',
    stoppedOn: TODAY,
    lastDate: '2026-11-22',
  });
  for (const verb of ['stop', 'pause', 'resume', 'overrides', 'version']) {
    const body = {
      stop: { reason: 'Again' },
      overrides: { fromDate: TODAY, overrides: [] },
      version: { fromDate: TODAY, version: 1 },
    }[verb];
    expect((await change(id, verb, body)).json(), verb).toMatchObject({
      code: 'assignment_ended',
      status: 409,
    });
  }
  const list = await practitioner.request('GET', `/clients/${client.clientId}/assignments`);
  expect(itemsOf(list)).toMatchObject([
    { id, status: 'stopped', adherence: { kind: 'percentage', percent: 100, done: 1, due: 1 } },
  ]);
  expect(JSON.stringify(await audited('assignment.stopped'))).not.toContain('Rash');
});

test('overrides take effect from a date and leave the days before as they were', async () => {
  const id = await assign(practitioner, await newClient(), protocolId, '2026-11-20');
  const overrides = [{ activityId: 'walk', slots: ['morning', 'evening'] }];
  const after = await changed(id, 'overrides', { fromDate: '2026-11-24', overrides });
  expect(after.segments).toEqual([
    { fromDate: '2026-11-20', version: 1, overrides: [] },
    { fromDate: '2026-11-24', version: 1, overrides },
  ]);
  const days = app.owner
    .selectFrom('adherence_days')
    .select(['local_date', 'due'])
    .where('assignment_id', '=', id)
    .where('local_date', 'in', ['2026-11-23', '2026-11-24'])
    .orderBy('local_date');
  expect((await days.execute()).map(({ due }) => due)).toEqual([1, 2]);
  const unknown = { fromDate: TODAY, overrides: [{ activityId: 'swim', included: false }] };
  expect((await change(id, 'overrides', unknown)).json()).toMatchObject({
    code: 'unknown_activity',
    status: 422,
  });
  const past = { fromDate: '2026-11-22', overrides: [] };
  expect((await change(id, 'overrides', past)).json()).toMatchObject({ code: 'effective_date_out_of_range' });
  expect(await audited('assignment.overrides_changed')).toMatchObject([
    { detail: { from: '2026-11-24', overrides: 1 } },
  ]);
});

test('another version is followed from a date on, with the history kept', async () => {
  const second = protocolContent({
    title: 'A better protocol',
    durationDays: 10,
    activities: [activity('swim')],
  });
  await publishVersion(app, practitioner, protocolId, 2, second);
  const clientId = await newClient();
  const id = await assign(practitioner, clientId, protocolId, '2026-11-20');
  expect((await change(id, 'version', { fromDate: TODAY, version: 3 })).json()).toMatchObject({
    code: 'not_found',
  });
  const after = await changed(id, 'version', { fromDate: '2026-11-24', version: 2 });
  expect(after).toMatchObject({ version: 1, newestVersion: 2, title: 'A protocol', lastDate: '2026-11-29' });
  app.setNow('2026-11-24T12:00:00Z');
  const [line] = itemsOf(await practitioner.request('GET', `/clients/${clientId}/assignments`));
  expect(line).toMatchObject({ version: 2, title: 'A better protocol', protocolDay: 5, durationDays: 10 });
  expect(await audited('assignment.version_changed')).toMatchObject([
    { detail: { from: '2026-11-24', version: 2, findings: 0, blockReasonGiven: false } },
  ]);
});

test('a version that blocks needs a reason, unless one was given for the same before', async () => {
  await publishVersion(app, practitioner, protocolId, 2, risky);
  await publishVersion(app, practitioner, protocolId, 3, { ...risky, description: 'More of it' });
  const clientId = await newClient();
  await recordOf(clientId, { conditions: [{ label: 'Kidney failure' }] });
  const id = await assign(practitioner, clientId, protocolId, TODAY);
  const to = (version: number, fields: object = {}) =>
    change(id, 'version', { fromDate: TODAY, version, ...fields });
  expect((await to(2)).json()).toMatchObject({ code: 'assignment_blocked', status: 422 });
  const blockReason = 'Dialysis three times a week';
  expect((await to(2, { blockReason })).json()).toMatchObject({ safety: { blockReason } });
  expect((await to(3)).json()).toMatchObject({ version: 3, safety: { blockReason } });
});

test('of two people who stop the same assignment at once, one is told that it has ended', async () => {
  const id = await assign(practitioner, await newClient(), protocolId, '2026-11-20');
  const answers = await Promise.all([1, 2, 3].map(() => change(id, 'stop', { reason: 'Enough' })));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
  expect(await audited('assignment.stopped')).toHaveLength(1);
});

test('assigning to 50 clients takes as many statements as to one, but for the batches of rows, and listing 12 as listing one', async () => {
  const statements = async (count: number) => {
    const clients = await Promise.all(Array.from({ length: count }, () => newClient()));
    app.takeStatements();
    expect((await create(clients.map((clientId) => wish(clientId)))).statusCode).toBe(201);
    return app.takeStatements().length;
  };
  const batches = (rows: number) => Math.ceil(rows / ROWS_PER_STATEMENT);
  const days = protocolContent().durationDays;
  await statements(1);
  const [toOne, toMany] = [await statements(1), await statements(50)];
  // Assignments, looked up before and after they are written, their segments and audit rows, and their days.
  const more = 5 * (batches(50) - batches(1)) + (batches(50 * days) - batches(days));
  expect(toMany - toOne).toBe(more);

  const listing = async (count: number) => {
    const clientId = await newClient();
    for (let index = 0; index < count; index++) await assign(practitioner, clientId, protocolId, TODAY);
    app.takeStatements();
    const list = await practitioner.request('GET', `/clients/${clientId}/assignments`);
    expect(itemsOf(list)).toHaveLength(count);
    return app.takeStatements().length;
  };
  expect(await listing(12)).toBe(await listing(1));
});

const TIMES = Array.from({ length: 12 }, (_, hour) => `${String(hour + 7).padStart(2, '0')}:00`);
const nineActivities = () =>
  protocolContent({ activities: Array.from({ length: 9 }, (_, index) => activity(`walk-${index}`)) });
const atAllTimes = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ activityId: `walk-${index}`, slots: TIMES }));

test('a plan that asks for more than one may hold is neither assigned nor made by a change', async () => {
  const large = await publishProtocol(app, practitioner, nineActivities());
  const clientId = await newClient();
  const tooLarge = [wish(clientId, { overrides: atAllTimes(9) })];
  const refused = await create(tooLarge, { protocolId: large });
  expect([refused.statusCode, refused.json().code]).toEqual([422, 'plan_too_large']);
  expect(await countAssignments()).toBe(0);

  const id = await assign(practitioner, clientId, large, TODAY, { overrides: atAllTimes(8) });
  const change9 = await change(id, 'overrides', { fromDate: TODAY, overrides: atAllTimes(9) });
  expect([change9.statusCode, change9.json().code]).toEqual([422, 'plan_too_large']);
  expect(
    (await changed(id, 'overrides', { fromDate: TODAY, overrides: atAllTimes(1) })).segments,
  ).toHaveLength(1);
});

test('changes for one client are bounded together, however many days they are spread over', async () => {
  const large = await publishProtocol(app, practitioner, nineActivities());
  const id = await assign(practitioner, await newClient(), large, TODAY);
  const note = 'n'.repeat(200);
  const overrides = Array.from({ length: 9 }, (_, index) => ({
    activityId: `walk-${index}`,
    dose: { quantity: 1, unit: 'tablet', note },
  }));
  let refusedAt = 0;
  for (let day = 1; day < 29 && refusedAt === 0; day++) {
    const fromDate = addDays(TODAY, day);
    const answer = await change(id, 'overrides', { fromDate, overrides: overrides.slice(0, 9) });
    if (answer.statusCode === 422) {
      expect(answer.json().code).toBe('plan_too_large');
      refusedAt = day;
    }
  }
  expect(refusedAt).toBeGreaterThan(20);
});

test('a client follows at most twelve protocols at once, and one more as soon as one is stopped', async () => {
  const clientId = await newClient();
  const others = await newClient();
  const ids: string[] = [];
  for (let count = 0; count < 12; count++) ids.push(await assign(practitioner, clientId, protocolId, TODAY));
  const refused = await create([wish(others), wish(clientId)]);
  expect(refused.json()).toMatchObject({
    status: 422,
    code: 'too_many_assignments',
    issues: [{ path: 'clients.1.clientId', code: 'too_many_assignments' }],
  });
  expect(await countAssignments()).toBe(12);
  await changed(ids[0]!, 'stop', { reason: 'Enough' });
  expect((await create([wish(clientId)])).statusCode).toBe(201);
});

test('however often assignments are stopped and made again, at most sixty of the last ninety days are there', async () => {
  const clientId = await newClient();
  for (let count = 0; count < 60; count++) {
    const id = await assign(practitioner, clientId, protocolId, TODAY);
    await changed(id, 'stop', { reason: 'Enough' });
  }
  expect((await create([wish(clientId)])).json().code).toBe('too_many_assignments');
  app.setNow('2027-02-22T12:00:00Z');
  expect((await create([wish(clientId)], { startDate: '2027-02-22' })).statusCode).toBe(201);
});

test('the assignments of a client come page by page, none twice and none left out', async () => {
  const clientId = await newClient();
  const starts = ['2026-11-20', TODAY, TODAY, '2026-11-25', TODAY, '2026-11-21', '2026-11-25'];
  for (const start of starts) await assign(practitioner, clientId, protocolId, start);
  const all = itemsOf(await practitioner.request('GET', `/clients/${clientId}/assignments`));
  expect(all.map(({ startDate }) => startDate)).toEqual(starts.toSorted().reverse());

  const paged: AssignmentSummary[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const more = cursor && `&cursor=${cursor}`;
    const page = await practitioner.request('GET', `/clients/${clientId}/assignments?limit=2${more}`);
    paged.push(...itemsOf(page));
    cursor = page.json().nextCursor;
  }
  expect(paged).toEqual(all);
});
