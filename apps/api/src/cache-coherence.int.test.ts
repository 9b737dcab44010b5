import type { ClientDay } from '@healthprotocol/contracts';
import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { until } from '../test/cache-harness.ts';
import { entry } from '../test/check-in-factories.ts';
import { createOrganization, type SignedInMember, signInAs, signInAsClient } from '../test/factories.ts';
import { assign, protocolContent, publishProtocol } from '../test/protocol-factories.ts';
import { startRedis, type TestRedis } from '../test/redis-server.ts';
import { sessionSubject } from './platform/cache/subjects.ts';
import { newId } from './platform/ids.ts';

// Two instances share a Redis, as behind a load balancer; a third one, without any cache, says what is true.
let redis: TestRedis;
let a: TestApp;
let b: TestApp;
let plain: TestApp;
beforeAll(async () => {
  redis = await startRedis();
  a = await buildTestApp({ environment: { REDIS_URL: redis.url } });
  b = await buildTestApp({ environment: { REDIS_URL: redis.url }, besides: a });
  plain = await buildTestApp({ environment: { CACHE_MEGABYTES: '0' }, besides: a });
  await bothUp();
});
afterAll(async () => {
  await plain.close();
  await b.close();
  await a.close();
  await redis.close();
});

const isUp = async (app: TestApp) => (await app.metrics.cacheUp.get()).values[0]?.value === 1;
const bothUp = () => until(async () => (await isUp(a)) && (await isUp(b)));
afterEach(() => bothUp());

const on =
  (app: TestApp, { cookie }: SignedInMember) =>
  (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    app.request({ method, url: `/api/v1${path}`, headers: { cookie }, ...(body && { payload: body }) });

async function practice() {
  const organizationId = await createOrganization(a);
  const owner = await signInAs(a, organizationId, 'owner');
  const practitioner = await signInAs(a, organizationId, 'practitioner');
  const colleague = await signInAs(a, organizationId, 'practitioner');
  const client = await signInAsClient(a, organizationId, { careTeam: [practitioner] });
  const protocolId = await publishProtocol(a, practitioner, protocolContent({ title: 'Walking' }));
  const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-11-20');
  return { organizationId, owner, practitioner, colleague, client, protocolId, assignmentId };
}
type Practice = Awaited<ReturnType<typeof practice>>;

/** Everything that is answered from the cache, to everybody to whom it differs. */
function questions({ owner, practitioner, colleague, client }: Practice): [SignedInMember, string][] {
  const record = `/clients/${client.clientId}`;
  return [
    ...['/session', '/me/day', '/me/day?date=2026-11-22', '/me/adherence', '/me/client'].map(
      (path): [SignedInMember, string] => [client, path],
    ),
    ...['/session', record, `${record}/day`, `${record}/adherence`, '/protocols?limit=1'].map(
      (path): [SignedInMember, string] => [colleague, path],
    ),
    ...[record, '/protocols', '/protocols?status=draft', '/protocols?status=retired'].map(
      (path): [SignedInMember, string] => [practitioner, path],
    ),
    [owner, record],
  ];
}

const checkInToday = (app: TestApp, client: SignedInMember, assignmentId: string) =>
  on(app, client)('POST', '/me/check-ins', {
    checkIns: [
      { ...entry({ assignmentId, localDate: '2026-11-23' }), recordedAt: '2026-11-23T11:00:00.000Z' },
    ],
  });

const doneOn = async (app: TestApp, client: SignedInMember) =>
  (await on(app, client)('GET', '/me/day')).json<ClientDay>().done;

const withoutRequestId = (body: string) => body.replace(/"requestId":"[^"]*"/, '');

/** What differs from the truth on an instance that is given 100 ms (in looks, so that a busy machine is no failure). */
async function staleOn(app: TestApp, asked: [SignedInMember, string][]): Promise<string[]> {
  const stale: string[] = [];
  for (const [who, path] of asked) {
    const truth = await on(plain, who)('GET', path);
    const differs = async () => {
      const answer = await on(app, who)('GET', path);
      return (
        answer.statusCode !== truth.statusCode ||
        withoutRequestId(answer.body) !== withoutRequestId(truth.body)
      );
    };
    let looks = 0;
    while (await differs()) {
      if (++looks > 10) {
        stale.push(`${who.name}: ${path}`);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  return stale;
}

/** Every write there is that something cached depends on, each leaving the practice as the next one needs it. */
function writes({
  organizationId,
  owner,
  practitioner,
  colleague,
  client,
  protocolId,
  assignmentId,
}: Practice) {
  const { clientId } = client;
  const checkIn = (date: string, status: string) => ({
    checkIns: [
      { ...entry({ assignmentId, localDate: date }), status, recordedAt: '2026-11-23T11:00:00.000Z' },
    ],
  });
  const revisionOf = async (by: SignedInMember, path: string) =>
    (await on(plain, by)('GET', path)).json().revision;
  const memberOf = `/members/${colleague.memberId}`;
  const draftId = newId();
  const copyId = newId();
  type Step = (app: TestApp) => Promise<{ statusCode: number; body: string }>;
  const steps: Record<string, Step> = {
    'a check-in': (app) => on(app, client)('POST', '/me/check-ins', checkIn('2026-11-23', 'done')),
    'a check-in on behalf': (app) =>
      on(app, practitioner)('POST', `/clients/${clientId}/check-ins`, checkIn('2026-11-22', 'done')),
    'an undone check-in': (app) => on(app, client)('POST', '/me/check-ins', checkIn('2026-11-23', 'undone')),
    'a pause': (app) => on(app, practitioner)('POST', `/assignments/${assignmentId}/pause`, {}),
    'going on': (app) => on(app, practitioner)('POST', `/assignments/${assignmentId}/resume`, {}),
    'another slot': (app) =>
      on(app, practitioner)('PUT', `/assignments/${assignmentId}/overrides`, {
        fromDate: '2026-11-23',
        overrides: [{ activityId: 'walk', slots: ['evening'] }],
      }),
    'another zone': (app) => on(app, client)('PATCH', '/me/client', { timeZone: 'Pacific/Auckland' }),
    'a changed record': async (app) => {
      const record = (await on(plain, practitioner)('GET', `/clients/${clientId}`)).json();
      const { id, careTeam, login, archivedAt, createdAt, ...rest } = record;
      return on(app, practitioner)('PUT', `/clients/${clientId}`, { ...rest, name: 'Another Name' });
    },
    'a larger care team': (app) =>
      on(app, practitioner)('PUT', `/clients/${clientId}/care-team`, {
        memberIds: [practitioner.memberId, colleague.memberId],
      }),
    'a smaller care team': (app) =>
      on(app, practitioner)('PUT', `/clients/${clientId}/care-team`, { memberIds: [practitioner.memberId] }),
    'a shorter window of entry': async (app) =>
      on(app, owner)('PATCH', '/organization', {
        entryWindowDays: 2,
        revision: await revisionOf(owner, '/organization'),
      }),
    'another name of the organization': async (app) =>
      on(app, owner)('PATCH', '/organization', {
        name: 'Renamed',
        revision: await revisionOf(owner, '/organization'),
      }),
    'a new role': (app) => on(app, owner)('PATCH', memberOf, { role: 'admin' }),
    'the old role': (app) => on(app, owner)('PATCH', memberOf, { role: 'practitioner' }),
    'a new protocol': (app) =>
      on(app, practitioner)('POST', '/protocols', {
        id: draftId,
        content: protocolContent({ title: 'Draft' }),
      }),
    'a saved draft': (app) =>
      on(app, practitioner)('PUT', `/protocols/${draftId}/draft`, {
        revision: 1,
        content: protocolContent({ title: 'Another draft' }),
      }),
    'a published protocol': (app) =>
      on(app, practitioner)('POST', `/protocols/${draftId}/publish`, { revision: 2, note: '' }),
    'a retired protocol': (app) => on(app, practitioner)('POST', `/protocols/${draftId}/retire`, {}),
    'a copy': (app) =>
      on(app, practitioner)('POST', `/protocols/${protocolId}/copy`, { id: copyId, title: 'A copy' }),
    'a thrown away draft': (app) => on(app, practitioner)('DELETE', `/protocols/${copyId}/draft`),
    'one more assignment': (app) =>
      on(app, practitioner)('POST', '/assignments', {
        ...{ protocolId, version: 1, startDate: '2026-11-23' },
        clients: [{ assignmentId: newId(), clientId }],
      }),
    'an archived client': (app) => on(app, practitioner)('POST', `/clients/${clientId}/archive`, {}),
    'a restored client': (app) => on(app, practitioner)('POST', `/clients/${clientId}/restore`, {}),
    'a stopped assignment': (app) =>
      on(app, practitioner)('POST', `/assignments/${assignmentId}/stop`, { reason: 'It is enough' }),
    'a colleague who leaves': (app) => on(app, owner)('DELETE', memberOf),
  };
  return { steps, organizationId };
}

test('after any write on one instance, both answer as if nothing were ever cached', {
  timeout: 400_000,
}, async () => {
  const own = await practice();
  const asked = questions(own);
  const { steps } = writes(own);
  const warm = async () => {
    for (const app of [a, b]) for (const [who, path] of asked) await on(app, who)('GET', path);
  };
  let turn = 0;
  const stale: string[] = [];
  for (const [what, write] of Object.entries(steps)) {
    await warm();
    const answer = await write(turn++ % 2 ? a : b);
    expect([what, answer.statusCode < 300 || answer.body]).toEqual([what, true]);
    for (const app of [a, b]) stale.push(...(await staleOn(app, asked)).map((one) => `${what} → ${one}`));
  }
  expect(stale).toEqual([]);
});

test('what is warm asks the database nothing', async () => {
  const { client } = await practice();
  const paths = ['/me/day', '/me/adherence', '/me/client'];
  for (const path of paths) await on(b, client)('GET', path);
  b.takeStatements();
  for (const path of paths) expect((await on(b, client)('GET', path)).statusCode).toBe(200);
  expect(b.takeStatements()).toEqual([]);
});

test('a check-in is judged by the plan as it stands, though the instance has kept the one before', async () => {
  const { client, practitioner, assignmentId } = await practice();
  const outcome = async (status: string) => {
    const checkIn = {
      ...entry({ assignmentId, localDate: '2026-11-23' }),
      status,
      recordedAt: '2026-11-23T11:00:00.000Z',
    };
    return (await on(b, client)('POST', '/me/check-ins', { checkIns: [checkIn] })).json().items[0].code;
  };
  expect([await outcome('done'), await outcome('undone')]).toEqual([null, null]);
  await on(a, practitioner)('POST', `/assignments/${assignmentId}/pause`, {});
  expect(await outcome('done')).toBe('occurrence_not_due');
  await on(a, practitioner)('POST', `/assignments/${assignmentId}/resume`, {});
  expect(await outcome('done')).toBeNull();
});

test('200 who miss at once make one load', async () => {
  const { client, practitioner } = await practice();
  await on(b, client)('GET', '/me/day');
  b.takeStatements();
  await on(b, client)('GET', '/me/client');
  await a.app.cache.clear();
  await until(() => isUp(b));
  await on(b, client)('GET', '/session');
  b.takeStatements();
  const answers = await Promise.all(Array.from({ length: 200 }, () => on(b, client)('GET', '/me/day')));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  const days = b.takeStatements().filter((statement) => statement.includes('from assignments a'));
  expect(days).toHaveLength(1);
  expect(practitioner.organizationId).toBe(client.organizationId);
});

test('signing out, being signed out from afar and a new password end a session everywhere at once', async () => {
  const { organizationId } = await practice();
  const phone = await signInAs(a, organizationId, 'practitioner');
  const status = async (app: TestApp) => (await on(app, phone)('GET', '/session')).statusCode;
  expect([await status(a), await status(b)]).toEqual([200, 200]);
  await on(a, phone)('DELETE', '/session');
  expect(await status(a)).toBe(401);
  await until(async () => (await status(b)) === 401, 1000);

  const laptop = await signInAs(a, organizationId, 'practitioner');
  const [{ id }] = (await on(a, laptop)('GET', '/sessions')).json().items;
  expect((await on(b, laptop)('GET', '/session')).statusCode).toBe(200);
  await on(a, laptop)('DELETE', `/sessions/${id}`);
  await until(async () => (await on(b, laptop)('GET', '/session')).statusCode === 401, 1000);
});

test('Redis killed under load gives no errors; Redis back shows what was written meanwhile', {
  timeout: 60_000,
}, async () => {
  const { client, assignmentId } = await practice();
  const statuses = new Set<number>();
  let going = true;
  const users = [a, b].flatMap((app) =>
    Array.from({ length: 5 }, async () => {
      while (going) {
        statuses.add((await on(app, client)('GET', '/me/day')).statusCode);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }),
  );
  try {
    await redis.kill();
    await until(async () => !(await isUp(a)) && !(await isUp(b)));
    expect((await checkInToday(a, client, assignmentId)).statusCode).toBe(200);
    expect(await doneOn(b, client)).toBe(1);
    await redis.restart();
    await bothUp();
    for (const app of [a, b]) expect(await doneOn(app, client)).toBe(1);
  } finally {
    going = false;
    await Promise.all(users);
  }
  expect([...statuses]).toEqual([200]);
});

test('a Redis that hangs while something is written hides nothing once it goes on', {
  timeout: 60_000,
}, async () => {
  const { client, assignmentId } = await practice();
  for (const app of [a, b]) expect(await doneOn(app, client)).toBe(0);
  redis.freeze();
  expect((await checkInToday(a, client, assignmentId)).statusCode).toBe(200);
  expect(await doneOn(a, client)).toBe(1);
  redis.thaw();
  await until(async () => (await doneOn(b, client)) === 1);
  await bothUp();
  for (const app of [a, b]) expect(await doneOn(app, client)).toBe(1);
});

test('keys name the tenant and no secret, and nothing is left of what was deleted', async () => {
  const own = await practice();
  for (const [who, path] of questions(own)) await on(a, who)('GET', path);
  const look = createClient({ url: redis.url });
  look.on('error', () => undefined);
  await look.connect();
  // Those of an earlier epoch, which nobody can reach, end by themselves.
  const names = async () => look.keys(`hp:${await look.get('hp:epoch')}:*`);
  await until(async () => (await names()).some((name) => name.includes(own.client.clientId)));
  for (const name of await names()) {
    expect(name.split(':')[2]).toMatch(/^(?:session|[0-9a-f-]{36})$/);
    expect(await look.pTTL(name)).toBeGreaterThan(0);
  }
  const token = /=([^.]+)/.exec(own.client.cookie)?.[1] ?? '';
  const session = sessionSubject(token);
  expect((await names()).some((name) => name.endsWith(session))).toBe(true);
  expect((await names()).some((name) => name.includes(token))).toBe(false);
  await on(a, own.client)('DELETE', '/session');
  await until(async () => !(await names()).some((name) => name.endsWith(session)));
  await on(b, own.practitioner)('POST', `/clients/${own.client.clientId}/archive`, {});
  await until(async () => !(await names()).some((name) => name.includes(own.client.clientId)));
  look.destroy();
});
