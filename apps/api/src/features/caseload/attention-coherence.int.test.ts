import type { PractitionerToday } from '@healthprotocol/contracts';
import { sql } from 'kysely';
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
  publishVersion,
} from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';
import { refreshAttention } from './refresh-attention.ts';

// What is kept of a client must never show anything but what is true: after every write there is, the day as it is read from
// what is kept equals the day of which nothing is kept.
const TODAY = '2026-11-23';

let app: TestApp;
let now: string;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());
beforeEach(() => setNow(`${TODAY}T12:00:00Z`));

function setNow(instant: string): void {
  now = instant;
  app.setNow(instant);
}

const refresh = () => refreshAttention(app.db, { now: () => new Date(now) });
const today = async (by: SignedInMember) =>
  (await by.request('GET', '/practitioner/today')).json<PractitionerToday>();

/** How many clients' rows are outdated at this moment. */
const outdated = async (organizationId: string) =>
  Number(
    (
      await app.owner
        .selectFrom('client_attention')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('organization_id', '=', organizationId)
        .where('fresh_until', '<=', new Date(now))
        .executeTakeFirstOrThrow()
    ).count,
  );

/** Has nothing of an organization be kept, as after the migration. */
async function forget(organizationId: string): Promise<void> {
  const nothing = sql`fresh_until = '-infinity', day_ends = '-infinity', urgency = null, next_start = null, next_end = null,
    starting = 0, ending = 0, following = false, checked_in = false`;
  await sql`update client_attention set ${nothing}, adherence = null, reasons = '[]', starts = '[]', ends = '[]'
    where organization_id = ${organizationId}`.execute(app.owner);
  await sql`update care_team_members set ${nothing} where organization_id = ${organizationId}`.execute(
    app.owner,
  );
  await sql`delete from attention_totals where organization_id = ${organizationId}`.execute(app.owner);
}

/** The copies in care teams that differ from what they are copies of. */
async function wrongCopies(organizationId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select t.client_id from care_team_members t
    join client_attention a on a.organization_id = t.organization_id and a.client_id = t.client_id
    where t.organization_id = ${organizationId}
      and (t.fresh_until, t.day_ends, t.urgency, t.next_start, t.next_end, t.starting, t.ending, t.following, t.checked_in)
        is distinct from
          (a.fresh_until, a.day_ends, a.urgency, a.next_start, a.next_end, a.starting, a.ending, a.following, a.checked_in)`.execute(
    app.owner,
  );
  return rows;
}

async function practice() {
  const organizationId = await createOrganization(app);
  const owner = await signInAs(app, organizationId, 'owner');
  const practitioner = await signInAs(app, organizationId, 'practitioner');
  const colleague = await signInAs(app, organizationId, 'practitioner');
  const content = protocolContent({ durationDays: 40, activities: [activity('walk'), bloodPressure()] });
  const protocolId = await publishProtocol(app, practitioner, content);
  await publishVersion(app, practitioner, protocolId, 2, {
    ...content,
    activities: content.activities.map((one) => ({ ...one, title: `${one.title} again` })),
  });
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-10-20');
  const quiet = await createClient(app, organizationId, {
    name: 'Björn',
    careTeam: [practitioner, colleague],
  });
  await assign(practitioner, quiet, protocolId, '2026-11-01');
  await createClient(app, organizationId, { name: 'Chloé', careTeam: [colleague] });
  return { organizationId, owner, practitioner, colleague, client, quiet, protocolId, assignmentId };
}
type Practice = Awaited<ReturnType<typeof practice>>;

type Step = () => Promise<unknown>;

/** Every write on which a practitioner's day depends, each leaving the practice as the next one needs it. */
function writes({
  owner,
  practitioner,
  colleague,
  client,
  quiet,
  protocolId,
  assignmentId,
}: Practice): Record<string, Step> {
  const { clientId } = client;
  const must = async (
    by: SignedInMember,
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ) => {
    const answer = await by.request(method, path, body);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
  };
  const revision = async (path: string) => (await owner.request('GET', path)).json().revision;
  let minute = 0;
  const at = () => `2026-11-23T08:${String(minute++).padStart(2, '0')}:00.000Z`;
  const said = (fields: Partial<Parameters<typeof entry>[0]>) =>
    entry({ assignmentId, localDate: TODAY, recordedAt: at(), ...fields });
  const member = `/members/${colleague.memberId}`;
  return {
    'a check-in today': () => send(client, [said({})]),
    'an undone check-in': () => send(client, [said({ status: 'undone' })]),
    'a side effect': () => send(client, [said({ status: 'skipped', skipReason: 'side_effect' })]),
    'a value out of target, told by a practitioner': () =>
      sendOnBehalf(practitioner, clientId, [
        said({
          activityId: 'pressure',
          localDate: '2026-11-21',
          readings: [{ loinc: '8480-6', value: 180, unit: 'mm[Hg]' }],
        }),
      ]),
    'the same value, taken back': () =>
      sendOnBehalf(practitioner, clientId, [
        said({ activityId: 'pressure', localDate: '2026-11-21', status: 'undone' }),
      ]),
    'a week of check-ins at once': () =>
      send(
        client,
        ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].map((localDate) => said({ localDate })),
      ),
    'another version from today': () =>
      must(practitioner, 'PUT', `/assignments/${assignmentId}/version`, { version: 2, fromDate: TODAY }),
    'another slot': () =>
      must(practitioner, 'PUT', `/assignments/${assignmentId}/overrides`, {
        fromDate: TODAY,
        overrides: [{ activityId: 'walk', slots: ['evening'] }],
      }),
    'a pause': () => must(practitioner, 'POST', `/assignments/${assignmentId}/pause`, {}),
    'going on': () => must(practitioner, 'POST', `/assignments/${assignmentId}/resume`, {}),
    'one more assignment, of several clients': () =>
      must(practitioner, 'POST', '/assignments', {
        ...{ protocolId, version: 1, startDate: '2026-11-26' },
        clients: [clientId, quiet].map((one) => ({ assignmentId: newId(), clientId: one })),
      }),
    'another title of the protocol': () =>
      app.owner.updateTable('protocols').set({ title: 'Renamed' }).where('id', '=', protocolId).execute(),
    'another zone, where it is tomorrow': () =>
      must(client, 'PATCH', '/me/client', { timeZone: 'Pacific/Kiritimati' }),
    'another start of the day': () => must(client, 'PATCH', '/me/client', { dayStartHour: 4 }),
    'another name': async () => {
      const { id, careTeam, login, archivedAt, createdAt, ...record } = (
        await practitioner.request('GET', `/clients/${clientId}`)
      ).json();
      await must(practitioner, 'PUT', `/clients/${clientId}`, { ...record, name: 'Zoé' });
    },
    'less patience': async () =>
      must(owner, 'PATCH', '/organization', { silentDays: 1, revision: await revision('/organization') }),
    'more patience': async () =>
      must(owner, 'PATCH', '/organization', { silentDays: 40, revision: await revision('/organization') }),
    'a larger care team': () =>
      must(practitioner, 'PUT', `/clients/${clientId}/care-team`, {
        memberIds: [practitioner.memberId, colleague.memberId],
      }),
    'a smaller care team': () =>
      must(practitioner, 'PUT', `/clients/${clientId}/care-team`, { memberIds: [practitioner.memberId] }),
    'a new client': () => createClient(app, owner.organizationId, { name: 'New', careTeam: [colleague] }),
    'an archived client': () => must(practitioner, 'POST', `/clients/${quiet}/archive`, {}),
    'a restored client': () => must(practitioner, 'POST', `/clients/${quiet}/restore`, {}),
    'a stopped assignment': () =>
      must(practitioner, 'POST', `/assignments/${assignmentId}/stop`, { reason: 'It is enough' }),
    'a colleague who leaves': () => must(owner, 'DELETE', member),
    'the next day': async () => setNow('2026-11-24T12:00:00Z'),
    'the day on which something starts': async () => setNow('2026-11-26T06:00:00Z'),
    'a day on which nothing is left to do': async () => setNow('2027-03-26T06:00:00Z'),
  };
}

test('after any write, and with time, the day read from what is kept is what is true', {
  timeout: 120_000,
}, async () => {
  const own = await practice();
  const { organizationId, owner, practitioner, colleague } = own;
  const staff = [owner, practitioner, colleague];
  const days = () =>
    Promise.all(staff.map(async (one) => (await one.request('GET', '/practitioner/today')).json()));
  const without = (answers: { requestId?: string }[]) => answers.map(({ requestId, ...answer }) => answer);
  for (const [what, write] of Object.entries(writes(own))) {
    await refresh();
    expect([what, await outdated(organizationId)]).toEqual([what, 0]);
    await write();
    const afterWrite = without(await days());
    await refresh();
    const kept = without(await days());
    expect([what, await wrongCopies(organizationId)]).toEqual([what, []]);
    await forget(organizationId);
    const truth = without(await days());
    expect([what, afterWrite]).toEqual([what, truth]);
    expect([what, kept]).toEqual([what, truth]);
  }
});

test('a write about one client leaves what is kept of others, and a change that does not matter leaves all', async () => {
  const { organizationId, client, practitioner, assignmentId } = await practice();
  await refresh();
  await practitioner.request('PATCH', '/organization', {});
  await client.request('PATCH', '/me/client', { units: 'imperial' });
  expect(await outdated(organizationId)).toBe(0);
  await send(client, [entry({ assignmentId, localDate: TODAY })]);
  expect(await outdated(organizationId)).toBe(1);
  expect(await refresh()).toEqual({ clients: 1 });
});

test('another patience of the organization concerns everybody at once, and nothing shows by the old one', async () => {
  const { organizationId, owner, practitioner } = await practice();
  await refresh();
  const days = async () =>
    (await today(practitioner)).attention.flatMap(({ reasons }) => reasons.map(({ kind }) => kind));
  expect(await days()).toContain('silent');
  const patience = async (silentDays: number) => {
    const { revision } = (await owner.request('GET', '/organization')).json();
    expect((await owner.request('PATCH', '/organization', { silentDays, revision })).statusCode).toBe(200);
  };
  await patience(60);
  expect(await days()).not.toContain('silent');
  // Counted up in the meantime, so that nothing that began before is taken for enough.
  await patience(4);
  expect(await days()).toContain('silent');
  await Promise.all([refresh(), refresh(), refresh()]);
  expect(await refresh()).toEqual({ clients: 0 });
  const { attention_epoch, attention_settled } = await app.owner
    .selectFrom('organizations')
    .select(['attention_epoch', 'attention_settled'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  expect({ attention_epoch, attention_settled }).toEqual({ attention_epoch: 2, attention_settled: 2 });
});

test('a client who has followed nothing for long is not worked out again each day', async () => {
  const { organizationId } = await practice();
  await refresh();
  setNow('2026-11-24T12:00:00Z');
  // Chloé follows nothing.
  expect(await outdated(organizationId)).toBe(2);
});

test('what is written while a client is being worked out is not lost, also when the row was outdated already', async () => {
  const { organizationId, client, practitioner, assignmentId } = await practice();
  const [started, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  // A check-in whose transaction stays open while the job goes over its client, and commits afterwards.
  const writer = app.db.transaction().execute(async (db) => {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    await sql`insert into check_ins (organization_id, id, client_id, assignment_id, activity_id, local_date, slot, status,
        skip_reason, recorded_at, recorded_by)
      values (${organizationId}, ${newId()}, ${client.clientId}, ${assignmentId}, 'walk', ${TODAY}, 'morning', 'skipped',
        'side_effect', ${new Date(now)}, ${client.memberId})`.execute(db);
    await sql`insert into current_check_ins (organization_id, assignment_id, local_date, activity_id, slot, client_id, check_in_id,
        recorded_at)
      select organization_id, assignment_id, local_date, activity_id, slot, client_id, id, recorded_at
      from check_ins where client_id = ${client.clientId}`.execute(db);
    started.resolve();
    await go.promise;
  });
  await started.promise;
  // Everything was outdated from the beginning; the job keeps the others, and passes this one over without waiting.
  await refresh();
  expect(await outdated(organizationId)).toBe(1);
  go.resolve();
  await writer;
  await refresh();
  expect(await outdated(organizationId)).toBe(0);
  const { attention } = await today(practitioner);
  expect(attention.find(({ clientName }) => clientName === client.name)?.reasons[0]).toMatchObject({
    kind: 'side_effect',
  });
});

test('check-ins of one client, assignments of many, jobs and people who leave at once end without a deadlock', {
  timeout: 120_000,
}, async () => {
  const { organizationId, owner, practitioner, client, protocolId, assignmentId } = await practice();
  const second = await assign(practitioner, client.clientId, protocolId, '2026-11-01');
  const clientIds: string[] = [client.clientId];
  const leaving = await Promise.all([1, 2, 3].map(() => signInAs(app, organizationId, 'practitioner')));
  for (let index = 0; index < 30; index++)
    clientIds.push(await createClient(app, organizationId, { careTeam: [practitioner, ...leaving] }));
  const ok = async (answer: Promise<{ statusCode: number; body: string }>) => {
    const { statusCode, body } = await answer;
    expect(statusCode < 300 || body).toBe(true);
  };
  const assignAll = (ids: string[]) =>
    ok(
      practitioner.request('POST', '/assignments', {
        ...{ protocolId, version: 1, startDate: '2026-11-24' },
        clients: ids.map((clientId) => ({ assignmentId: newId(), clientId })),
      }),
    );
  for (const [round, gone] of leaving.entries()) {
    const time = `2026-11-23T09:0${round}:00.000Z`;
    await Promise.all([
      ...[assignmentId, second, assignmentId, second].map((id) =>
        send(client, [entry({ assignmentId: id, localDate: TODAY, recordedAt: time })]),
      ),
      assignAll(clientIds),
      assignAll(clientIds.toReversed()),
      refresh(),
      refresh(),
      ok(owner.request('DELETE', `/members/${gone.memberId}`)),
    ]);
  }
  await refresh();
  expect([await outdated(organizationId), await wrongCopies(organizationId)]).toEqual([0, []]);
  const kept = await today(owner);
  await forget(organizationId);
  expect(kept).toEqual(await today(owner));
});

test('more clients than are listed or worked out are counted, and nothing is listed that is not true', {
  timeout: 120_000,
}, async () => {
  const { organizationId, owner, practitioner, protocolId } = await practice();
  const many: string[] = [];
  for (let index = 0; index < 240; index++)
    many.push(await createClient(app, organizationId, { name: `Many ${index}`, careTeam: [practitioner] }));
  const assignTo = async (clientIds: string[], startDate: string) => {
    const answer = await practitioner.request('POST', '/assignments', {
      ...{ protocolId, version: 1, startDate },
      clients: clientIds.map((clientId) => ({ assignmentId: newId(), clientId })),
    });
    expect(answer.statusCode).toBe(201);
  };
  await assignTo(many.slice(0, 75), '2026-11-10');
  await assignTo(many.slice(75, 150), '2026-11-10');
  await assignTo(many.slice(150), '2026-11-27');
  // 243 with those there were before, of whom only a hundred are worked out.
  const before = await today(owner);
  expect(before.attention.length).toBeLessThanOrEqual(100);
  expect(before.pendingClients).toBe(143);

  await refresh();
  for (const who of [owner, practitioner]) {
    const { attention, starts, ...rest } = await today(who);
    expect([attention.length, starts.length]).toEqual([100, 50]);
    // Of the first two, one is silent since October and one since the first of November.
    expect(rest).toMatchObject({
      attentionTotal: 152,
      startsTotal: 90,
      endsTotal: 1,
      followingClients: 152,
      checkedInToday: 0,
      pendingClients: 0,
    });
  }

  // Everybody's day has turned.
  setNow('2026-11-24T12:00:00Z');
  for (const who of [owner, practitioner]) {
    const { attention, pendingClients } = await today(who);
    expect(pendingClients).toBeGreaterThan(100);
    expect(attention.length).toBe(100);
    for (const { clientName, reasons } of attention.filter((one) => one.clientName.startsWith('Many')))
      expect([clientName, reasons]).toEqual([
        clientName,
        [{ kind: 'silent', days: 14, lastCheckInDate: null }],
      ]);
  }
  await refresh();
  expect((await today(owner)).pendingClients).toBe(0);
});
