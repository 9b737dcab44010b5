import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { asBrowser, createLogin, PASSWORD } from '../../../test/logins.ts';
import { mailsOf, tokenMailedTo } from '../../../test/mails.ts';
import { newId } from '../../platform/ids.ts';
import { hashOfToken, newToken } from '../../platform/secret-token.ts';

let app: TestApp;
let organizationId: string;
let owner: SignedInMember;
beforeAll(async () => {
  app = await buildTestApp({ now: '2026-11-23T12:00:00Z' });
  organizationId = await createOrganization(app, 'Harbour Clinic');
  owner = await signInAs(app, organizationId, 'owner');
});
afterAll(() => app.close());

const post = (url: string, payload: object) => app.request({ method: 'POST', url: `/api/v1${url}`, payload });
const accept = (token: string, password = PASSWORD, name = 'Nora Neu') =>
  post('/invitations/accept', { token, name, password });

let serial = 0;
const newAddress = () => `invited.${++serial}@example.net`;

async function invite(
  changes: {
    email?: string;
    role?: 'practitioner' | 'client';
    client_id?: string;
    revoked_at?: Date;
    expires_at?: Date;
  } = {},
): Promise<string> {
  const token = newToken();
  await app.owner
    .insertInto('invitations')
    .values({
      organization_id: organizationId,
      id: newId(),
      email: newAddress(),
      role: 'practitioner',
      token_hash: hashOfToken(token),
      expires_at: new Date('2026-12-01T00:00:00Z'),
      ...changes,
    })
    .execute();
  return token;
}

const auditOf = (type: string, subjectId: string) =>
  app.owner
    .selectFrom('audit_events')
    .select(['organization_id', 'actor_member_id', 'actor_role', 'client_id'])
    .where('type', '=', type)
    .where('subject_id', '=', subjectId)
    .execute();

test('an invitation says who invites whom, and as what', async () => {
  const email = newAddress();
  const clientId = await createClient(app, organizationId, { name: 'Karim Klient' });
  const token = await invite({ email, role: 'client', client_id: clientId });
  expect((await post('/invitations/preview', { token })).json()).toEqual({
    organizationName: 'Harbour Clinic',
    email,
    role: 'client',
    name: 'Karim Klient',
    hasLogin: false,
    expiresAt: '2026-12-01T00:00:00.000Z',
  });
  const known = await invite({ email: (await createLogin(app, organizationId)).email });
  expect((await post('/invitations/preview', { token: known })).json()).toMatchObject({
    name: '',
    hasLogin: true,
  });
});

test.each(['/invitations/preview', '/invitations/accept'])(
  'unknown, revoked, used and expired invitations are refused by %s',
  async (url) => {
    const send = (token: string) =>
      post(url, { token, ...(url.endsWith('accept') && { name: 'Nora', password: PASSWORD }) });
    const used = await invite();
    await sql`update invitations set accepted_at = now() where token_hash = ${hashOfToken(used)}`.execute(
      app.owner,
    );
    const revoked = await invite({ revoked_at: new Date() });
    for (const token of [newToken(), used, revoked]) {
      expect((await send(token)).json()).toMatchObject({ code: 'invitation_invalid', status: 410 });
    }
    const expired = await invite({ expires_at: new Date('2026-11-23T12:00:00Z') });
    expect((await send(expired)).json()).toMatchObject({ code: 'invitation_expired', status: 410 });
    expect((await send('short')).json()).toMatchObject({
      code: 'validation_failed',
      issues: [{ path: 'token' }],
    });
  },
);

test('accepting creates the login, joins and signs in, once', async () => {
  const email = newAddress();
  const token = await invite({ email });
  const answer = await accept(token, PASSWORD, '  Nora Neu ');
  const session = answer.json();
  expect(session).toMatchObject({
    user: { name: 'Nora Neu', email },
    organization: { id: organizationId },
    role: 'practitioner',
    clientId: null,
  });
  expect((await asBrowser(app, answer)('GET', '/session')).json()).toEqual(session);
  expect(await auditOf('member.joined', session.memberId)).toEqual([
    {
      organization_id: organizationId,
      actor_member_id: session.memberId,
      actor_role: 'practitioner',
      client_id: null,
    },
  ]);
  expect((await accept(token)).json()).toMatchObject({ code: 'invitation_invalid' });
  expect((await post('/session', { email, password: PASSWORD })).statusCode).toBe(200);
});

test('the session of a new login is one as after signing in', async () => {
  const email = newAddress();
  const headers = { 'user-agent': 'Phone' };
  const send = (url: string, payload: object) =>
    app.request({ method: 'POST', url: `/api/v1${url}`, headers, payload });
  const answers = [
    await send('/invitations/accept', {
      token: await invite({ email }),
      name: 'Nora Neu',
      password: PASSWORD,
    }),
    await send('/session', { email, password: PASSWORD }),
  ];
  const cookies = answers.map(({ cookies: [cookie] }) => ({ ...cookie, value: undefined }));
  expect(cookies[0]).toEqual(cookies[1]);
  const sessions = await app.owner
    .selectFrom('sessions')
    .select(['user_agent', 'ip_address', 'active_organization_id'])
    .select(sql<number>`round(extract(epoch from expires_at - created_at))::int`.as('seconds'))
    .where('user_id', '=', answers[0]!.json().user.id)
    .execute();
  expect(sessions).toHaveLength(2);
  expect(sessions[0]).toEqual(sessions[1]);
  expect(sessions[0]).toMatchObject({ user_agent: 'Phone', ip_address: '127.0.0.1' });
});

test('a client who accepts is linked to their record', async () => {
  const clientId = await createClient(app, organizationId, { name: 'Karim Klient' });
  const token = await invite({ role: 'client', client_id: clientId });
  const session = (await accept(token)).json();
  expect(session).toMatchObject({ role: 'client', clientId });
  expect(await auditOf('member.joined', session.memberId)).toMatchObject([{ client_id: clientId }]);
  const second = await invite({ role: 'client', client_id: clientId });
  expect((await accept(second)).json()).toMatchObject({ code: 'invitation_invalid' });
});

test('somebody with a login accepts with its password and acts in the new organization', async () => {
  const other = await createOrganization(app, 'Hill Clinic');
  const member = await createLogin(app, other);
  const token = await invite({ email: member.email });
  expect((await accept(token, 'not the password')).json()).toMatchObject({ code: 'invalid_credentials' });
  const answer = await accept(token);
  expect(answer.json()).toMatchObject({
    user: { id: member.userId, name: member.name },
    organization: { id: organizationId },
  });
  expect(answer.json().memberships).toHaveLength(2);
  expect((await asBrowser(app, answer)('GET', '/session')).json()).toEqual(answer.json());
});

test('a member of the organization is not added again, and gets no session by trying', async () => {
  const member = await createLogin(app, organizationId);
  const before = await app.owner.selectFrom('sessions').select('id').execute();
  const token = await invite({ email: member.email });
  expect((await accept(token)).json()).toMatchObject({ code: 'already_member', status: 409 });
  expect(await app.owner.selectFrom('sessions').select('id').execute()).toHaveLength(before.length);
});

test('of several acceptances in the same moment one counts', async () => {
  const email = newAddress();
  const token = await invite({ email });
  const answers = await Promise.all([1, 2, 3, 4].map(() => accept(token)));
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect(answers.filter(({ statusCode }) => statusCode >= 400).map(({ statusCode }) => statusCode)).toEqual([
    410, 410, 410,
  ]);
  expect(await app.owner.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(
    1,
  );
});

test('a new password must be long and not easily guessed', async () => {
  const token = await invite();
  expect((await accept(token, 'short')).json()).toMatchObject({
    code: 'validation_failed',
    issues: [{ path: 'password', code: 'too_small' }],
  });
  expect((await accept(token, 'qwerty123456')).json()).toMatchObject({ code: 'password_compromised' });
  expect((await accept(token, PASSWORD, 'a\nb')).json()).toMatchObject({ issues: [{ path: 'name' }] });
  expect((await accept(token)).statusCode).toBe(200);
});

test('a mailed link sets a new password once and ends every session', async () => {
  const member = await createLogin(app, organizationId);
  const asked = await post('/password-resets', { email: member.email });
  expect(asked.statusCode).toBe(202);
  expect(asked.body).toBe('');
  const first = await tokenMailedTo(app, member.email);
  await post('/password-resets', { email: member.email });
  const token = await tokenMailedTo(app, member.email, 2);
  expect(token).not.toBe(first);
  expect(mailsOf(app).at(-1)?.text).toContain(`/reset-password#token=${token}`);
  const stored = await app.owner.selectFrom('verifications').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain(token);

  const complete = (password: string) => post('/password-resets/complete', { token, password });
  expect((await complete('qwerty123456')).json()).toMatchObject({
    code: 'password_compromised',
    status: 400,
  });
  expect((await complete('short')).json()).toMatchObject({ issues: [{ path: 'password' }] });
  const answers = await Promise.all([complete('an entirely new one'), complete('an entirely new one')]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 410]);
  expect((await complete('yet another new one')).json()).toMatchObject({ code: 'reset_token_invalid' });
  const other = await post('/password-resets/complete', { token: first, password: 'yet another new one' });
  expect(other.json()).toMatchObject({ code: 'reset_token_invalid', status: 410 });

  expect((await member.request('GET', '/session')).json()).toMatchObject({ code: 'not_signed_in' });
  expect((await post('/session', { email: member.email, password: PASSWORD })).statusCode).toBe(401);
  expect((await post('/session', { email: member.email, password: 'an entirely new one' })).statusCode).toBe(
    200,
  );
  const events = await app.owner
    .selectFrom('security_events')
    .select('type')
    .where('user_id', '=', member.userId)
    .orderBy('at')
    .execute();
  expect(events.map(({ type }) => type)).toEqual([
    'password.reset_requested',
    'password.reset_requested',
    'password.reset',
  ]);
});

test('an unknown address is answered like a known one, and nothing is mailed', async () => {
  const member = await createLogin(app, organizationId);
  const known = await post('/password-resets', { email: member.email });
  await tokenMailedTo(app, member.email);
  const before = mailsOf(app).length;
  const unknown = await post('/password-resets', { email: 'nobody@example.net' });
  expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
  expect(mailsOf(app)).toHaveLength(before);
});

test('a link is dead after an hour', async () => {
  const member = await createLogin(app, organizationId);
  await post('/password-resets', { email: member.email });
  const token = await tokenMailedTo(app, member.email);
  await sql`update verifications set expires_at = expires_at - interval '1 hour'`.execute(app.owner);
  const answer = await post('/password-resets/complete', { token, password: 'an entirely new one' });
  expect(answer.json()).toMatchObject({ code: 'reset_token_invalid' });
});

test('nobody’s mailbox is flooded: at most three links in 15 minutes', async () => {
  const member = await createLogin(app, organizationId);
  for (let asked = 0; asked < 5; asked++) {
    expect((await post('/password-resets', { email: member.email })).statusCode).toBe(202);
  }
  await tokenMailedTo(app, member.email, 3);
  const tokens = await app.owner
    .selectFrom('verifications')
    .select('id')
    .where('value', '=', member.userId)
    .execute();
  expect(tokens).toHaveLength(3);
});

test('a new password lifts the slow-down of an address', async () => {
  const member = await createLogin(app, organizationId);
  for (let attempt = 0; attempt < 10; attempt++)
    await post('/session', { email: member.email, password: 'wrong' });
  expect((await post('/session', { email: member.email, password: PASSWORD })).statusCode).toBe(429);
  await post('/password-resets', { email: member.email });
  const token = await tokenMailedTo(app, member.email);
  await post('/password-resets/complete', { token, password: 'an entirely new one' });
  expect((await post('/session', { email: member.email, password: 'an entirely new one' })).statusCode).toBe(
    200,
  );
});

test('a member of the team who is invited by mail accepts by the link in it', async () => {
  const email = newAddress();
  await owner.request('POST', '/members/invitations', { email, role: 'admin' });
  const token = await tokenMailedTo(app, email);
  expect((await accept(token)).json()).toMatchObject({ user: { email }, role: 'admin' });
});
