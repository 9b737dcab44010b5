import type { InjectOptions } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, signInAs, signInAsClient } from '../../../test/factories.ts';
import { asBrowser, createLogin, PASSWORD } from '../../../test/logins.ts';
import { newId } from '../../platform/ids.ts';

let app: TestApp;
let organizationId: string;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app, 'Harbour Clinic');
});
afterAll(() => app.close());

const signIn = (email: string, password = PASSWORD, headers: InjectOptions['headers'] = {}) =>
  app.request({ method: 'POST', url: '/api/v1/session', payload: { email, password }, headers });

const sessionsOf = (userId: string) =>
  app.owner.selectFrom('sessions').selectAll().where('user_id', '=', userId).execute();

const auditOf = (type: string, subjectId: string) =>
  app.owner
    .selectFrom('audit_events')
    .select(['organization_id', 'actor_member_id', 'detail'])
    .where('type', '=', type)
    .where('subject_id', '=', subjectId)
    .execute();

const failures = () =>
  app.owner.selectFrom('security_events').selectAll().where('type', '=', 'session.failed').execute();

test('signing in gives a cookie that the browser keeps to itself, and the session it stands for', async () => {
  const member = await createLogin(app, organizationId);
  const answer = await signIn(member.email.toUpperCase(), PASSWORD, { 'user-agent': 'Phone' });
  expect(answer.json()).toEqual({
    user: { id: member.userId, name: member.name, email: member.email },
    memberId: member.memberId,
    organization: { id: organizationId, name: 'Harbour Clinic' },
    role: 'practitioner',
    clientId: null,
    memberships: [{ organizationId, organizationName: 'Harbour Clinic', role: 'practitioner' }],
  });
  expect(answer.cookies).toMatchObject([
    {
      name: 'healthprotocol.session_token',
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: 30 * 86_400,
    },
  ]);
  expect((await asBrowser(app, answer)('GET', '/session')).json()).toEqual(answer.json());
  const session = (await sessionsOf(member.userId)).find((row) => row.user_agent === 'Phone');
  expect(await auditOf('session.started', session?.id ?? '')).toEqual([
    { organization_id: organizationId, actor_member_id: member.memberId, detail: {} },
  ]);
});

test('a wrong password and an unknown address are answered alike, and recorded without the address', async () => {
  const member = await createLogin(app, organizationId);
  const [wrong, unknown] = [await signIn(member.email, 'wrong'), await signIn('nobody@example.org', 'wrong')];
  const { requestId: first, ...problem } = wrong.json();
  const { requestId: second, ...same } = unknown.json();
  expect(problem).toMatchObject({ code: 'invalid_credentials', status: 401 });
  expect(same).toEqual(problem);
  expect(unknown.headers['set-cookie']).toBeUndefined();
  const rows = (await failures()).filter((row) => [first, second].includes(row.request_id));
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/example\.org|nobody/);
});

test('an unknown address takes as long as a wrong password', async () => {
  const member = await createLogin(app, organizationId);
  const median = async (email: string) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const start = process.hrtime.bigint();
      await signIn(email, 'wrong');
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  const [known, unknown] = [await median(member.email), await median('stranger@example.org')];
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});

test.each(['known', 'unknown'])(
  'an address that is %s waits after ten failures in 15 minutes',
  async (kind) => {
    const email = kind === 'known' ? (await createLogin(app, organizationId)).email : 'ghost@example.org';
    const before = (await failures()).length;
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await signIn(email, 'wrong')).json()).toMatchObject({ code: 'invalid_credentials' });
    }
    const refused = await signIn(email);
    expect(refused.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(refused.headers['retry-after']).toBe('900');
    expect((await failures()).length - before).toBe(10);
    // Somebody else is not slowed down.
    expect((await signIn((await createLogin(app, organizationId)).email)).statusCode).toBe(200);
    await sql`update security_events set at = at - interval '16 minutes'`.execute(app.owner);
    expect((await signIn(email)).statusCode).toBe(kind === 'known' ? 200 : 401);
  },
);

test('a user who belongs to no organization any more gets no session', async () => {
  const member = await createLogin(app, organizationId);
  await sql`delete from sessions where user_id = ${member.userId}`.execute(app.owner);
  await sql`update members set removed_at = now() where id = ${member.memberId}`.execute(app.owner);
  const answer = await signIn(member.email);
  expect(answer.json()).toMatchObject({ code: 'no_active_membership', status: 403 });
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(await sessionsOf(member.userId)).toEqual([]);
});

test('a session whose membership was taken away is refused, and can still sign out', async () => {
  const member = await createLogin(app, organizationId);
  const browser = asBrowser(app, await signIn(member.email));
  await sql`update members set removed_at = now() where id = ${member.memberId}`.execute(app.owner);
  expect((await browser('GET', '/session')).json()).toMatchObject({ code: 'no_active_membership' });
  expect((await browser('DELETE', '/session')).statusCode).toBe(204);
  expect((await browser('GET', '/session')).json()).toMatchObject({ code: 'not_signed_in' });
});

test('signing out ends the session, takes the cookie away and can be repeated', async () => {
  const member = await createLogin(app, organizationId);
  const browser = asBrowser(app, await signIn(member.email));
  const before = await sessionsOf(member.userId);
  const answer = await browser('DELETE', '/session');
  expect(answer.statusCode).toBe(204);
  expect(answer.body).toBe('');
  expect(answer.cookies).toMatchObject([{ name: 'healthprotocol.session_token', value: '', path: '/' }]);
  const left = new Set((await sessionsOf(member.userId)).map(({ id }) => id));
  const ended = before.find(({ id }) => !left.has(id));
  expect(await auditOf('session.ended', ended?.id ?? '')).toHaveLength(1);
  expect((await browser('GET', '/session')).statusCode).toBe(401);
  expect((await browser('DELETE', '/session')).statusCode).toBe(204);
});

test('a client learns which client they are', async () => {
  const client = await signInAsClient(app, organizationId);
  expect((await client.request('GET', '/session')).json()).toMatchObject({
    role: 'client',
    clientId: client.clientId,
  });
});

test('one switches to another organization one belongs to, and to no other', async () => {
  const member = await signInAs(app, organizationId, 'practitioner');
  const other = await createOrganization(app, 'Hill Clinic');
  const otherMemberId = newId();
  await app.owner
    .insertInto('members')
    .values({ organization_id: other, id: otherMemberId, user_id: member.userId, role: 'admin' })
    .execute();
  const stranger = await createOrganization(app);

  expect((await member.request('GET', '/session')).json()).toMatchObject({ role: 'practitioner' });
  const answer = await member.request('PUT', '/session/organization', { organizationId: other });
  expect(answer.json()).toMatchObject({
    memberId: otherMemberId,
    organization: { id: other, name: 'Hill Clinic' },
    role: 'admin',
  });
  expect(answer.json().memberships).toHaveLength(2);
  expect((await member.request('GET', '/session')).json()).toEqual(answer.json());
  const [session] = await sessionsOf(member.userId);
  expect(await auditOf('session.switched', session?.id ?? '')).toEqual([
    {
      organization_id: other,
      actor_member_id: otherMemberId,
      detail: { fromOrganizationId: organizationId },
    },
  ]);
  for (const unknown of [stranger, newId()]) {
    const refused = await member.request('PUT', '/session/organization', { organizationId: unknown });
    expect(refused.json()).toMatchObject({ code: 'not_found', status: 404 });
  }
});

test('one sees one’s devices and signs one of them out, but nobody else’s', async () => {
  const member = await createLogin(app, organizationId);
  const other = await signInAs(app, organizationId, 'owner');
  const phone = asBrowser(app, await signIn(member.email, PASSWORD, { 'user-agent': 'Phone' }));
  const { items } = (await member.request('GET', '/sessions')).json();
  expect(items).toMatchObject([
    { userAgent: 'Phone', ipAddress: '127.0.0.1', current: false },
    { userAgent: null, current: true },
  ]);
  const phoneId = items[0].id;
  expect((await other.request('DELETE', `/sessions/${phoneId}`)).json()).toMatchObject({ code: 'not_found' });
  expect((await phone('GET', '/session')).statusCode).toBe(200);
  expect((await member.request('DELETE', `/sessions/${phoneId}`)).statusCode).toBe(204);
  expect((await phone('GET', '/session')).statusCode).toBe(401);
  expect(await auditOf('session.revoked', phoneId)).toHaveLength(1);
  expect((await member.request('DELETE', '/sessions/not-an-id')).json()).toMatchObject({
    code: 'validation_failed',
    issues: [{ path: 'params.sessionId' }],
  });
});

test('use keeps a session alive, at most one write in five minutes, and never beyond its greatest age', async () => {
  const member = await createLogin(app, organizationId);
  await sql`delete from sessions where user_id = ${member.userId}`.execute(app.owner);
  const browser = asBrowser(app, await signIn(member.email));
  const hoursLeft = async () => {
    const [row] = await sessionsOf(member.userId);
    return Math.round(((row?.expires_at.getTime() ?? 0) - Date.now()) / 3_600_000);
  };
  const age = (by: string) =>
    sql`update sessions set created_at = created_at - ${by}::interval, updated_at = updated_at - ${by}::interval,
      expires_at = expires_at - ${by}::interval where user_id = ${member.userId}`.execute(app.owner);
  expect(await hoursLeft()).toBe(168);

  await age('4 minutes');
  app.takeStatements();
  await browser('GET', '/session');
  expect(app.takeStatements().filter((text) => text.includes('update sessions'))).toEqual([]);

  await age('100 hours');
  await Promise.all([browser('GET', '/session'), browser('GET', '/session')]);
  expect(await hoursLeft()).toBe(168);

  // 30 days after it started it ends, however much it is used: 26 days and some hours are over.
  await sql`update sessions set created_at = created_at - interval '22 days', updated_at = updated_at - interval '1 hour'
    where user_id = ${member.userId}`.execute(app.owner);
  await browser('GET', '/session');
  expect(await hoursLeft()).toBe((30 - 22) * 24 - 100);

  await age('200 hours');
  expect((await browser('GET', '/session')).json()).toMatchObject({ code: 'not_signed_in' });
});

test('over https the cookie is sent over https only', async () => {
  const secure = await buildTestApp({ environment: { PUBLIC_URL: 'https://health.example.org' } });
  try {
    const member = await createLogin(secure, await createOrganization(secure));
    const answer = await secure.request({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: member.email, password: PASSWORD },
    });
    expect(answer.cookies).toMatchObject([{ name: '__Secure-healthprotocol.session_token', secure: true }]);
    expect((await asBrowser(secure, answer)('GET', '/session')).statusCode).toBe(200);
    expect((await asBrowser(secure, answer)('DELETE', '/session')).cookies).toMatchObject([
      { name: '__Secure-healthprotocol.session_token', value: '', secure: true },
    ]);
  } finally {
    await secure.close();
  }
});

test('a sign-in takes six round trips at most, and clears away what ended before', async () => {
  const member = await createLogin(app, organizationId);
  await sql`update sessions set expires_at = now() where user_id = ${member.userId}`.execute(app.owner);
  app.takeStatements();
  expect((await signIn(member.email)).statusCode).toBe(200);
  // Three of them travel together, and so do the four of the audit transaction.
  expect(app.takeStatements().length).toBeLessThanOrEqual(6 + 2 + 3);
  expect(await sessionsOf(member.userId)).toHaveLength(1);
});
