import type { Member, Page } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import {
  createClient,
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from '../../../test/factories.ts';
import { mailsOf, tokenMailedTo } from '../../../test/mails.ts';

let app: TestApp;
let organizationId: string;
let owner: SignedInMember;
let admin: SignedInMember;
let practitioner: SignedInMember;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app, 'Harbour Clinic');
  owner = await signInAs(app, organizationId, 'owner', 'Olga Owner');
  admin = await signInAs(app, organizationId, 'admin', 'Ada Admin');
  practitioner = await signInAs(app, organizationId, 'practitioner', 'Pavel Practitioner');
});
afterAll(() => app.close());

const auditOf = (type: string) =>
  app.owner
    .selectFrom('audit_events')
    .select(['type', 'actor_member_id', 'subject_id', 'detail', 'request_id'])
    .where('organization_id', '=', organizationId)
    .where('type', '=', type)
    .orderBy('at')
    .execute();

test('everyone reads the organization; owners and admins change it, and the second of two editors is told', async () => {
  const organization = (await practitioner.request('GET', '/organization')).json();
  expect(organization).toEqual({
    id: organizationId,
    name: 'Harbour Clinic',
    timeZone: 'UTC',
    entryWindowDays: 7,
    silentDays: 4,
    revision: 1,
  });
  const change = { revision: 1, name: 'Harbour Practice', timeZone: 'Europe/Madrid', silentDays: 6 };
  expect((await practitioner.request('PATCH', '/organization', change)).statusCode).toBe(403);
  expect((await admin.request('PATCH', '/organization', change)).json()).toEqual({
    ...organization,
    name: 'Harbour Practice',
    timeZone: 'Europe/Madrid',
    silentDays: 6,
    revision: 2,
  });
  const late = await owner.request('PATCH', '/organization', { revision: 1, entryWindowDays: 3 });
  expect(late.json()).toMatchObject({ code: 'record_changed', status: 409 });
  expect(await auditOf('organization.changed')).toMatchObject([
    { actor_member_id: admin.memberId, detail: { fields: ['name', 'timeZone', 'silentDays'] } },
  ]);
});

test.each([
  [{ revision: 1, name: 'x' }, 'name'],
  [{ revision: 1, timeZone: 'Mars/Olympus' }, 'timeZone'],
  [{ revision: 1, entryWindowDays: 31 }, 'entryWindowDays'],
  [{ revision: 1, silentDays: 0 }, 'silentDays'],
  [{ name: 'Harbour' }, 'revision'],
])('%j is refused for the field %s', async (change, path) => {
  const answer = await owner.request('PATCH', '/organization', change);
  expect(answer.json()).toMatchObject({ code: 'validation_failed', issues: [{ path }] });
});

test('the team is listed by name in pages, without clients and former members', async () => {
  const clinic = await createOrganization(app);
  const zoe = await signInAs(app, clinic, 'practitioner', 'Zoe');
  for (const name of ['Émile', 'anna', 'Bert', 'Anna Ö']) await signInAs(app, clinic, 'practitioner', name);
  await signInAsClient(app, clinic);
  const gone = await signInAs(app, clinic, 'admin', 'Aaron');
  await sql`update members set removed_at = now() where id = ${gone.memberId}`.execute(app.owner);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Member> = (
      await zoe.request('GET', `/members?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    ).json();
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(['anna', 'Anna Ö', 'Bert', 'Émile', 'Zoe']);
  const answer = await zoe.request('GET', '/members?cursor=bm90LW91cnM');
  expect(answer.json()).toMatchObject({ code: 'validation_failed' });
  const madeUp = Buffer.from('["a","not an id"]').toString('base64url');
  expect((await zoe.request('GET', `/members?cursor=${madeUp}`)).json()).toMatchObject({
    code: 'validation_failed',
  });
});

test('an invitation is mailed, listed, replaced by inviting again, and taken back', async () => {
  const email = 'new.colleague@example.net';
  const invited = await admin.request('POST', '/members/invitations', { email, role: 'practitioner' });
  expect(invited.statusCode).toBe(201);
  expect(invited.json()).toMatchObject({
    email,
    role: 'practitioner',
    expiresAt: '2026-12-07T12:00:00.000Z',
    expired: false,
  });
  const first = await tokenMailedTo(app, email);
  const mail = mailsOf(app).at(-1);
  expect(mail?.head).toMatch(/^Subject: Invitation to Harbour Practice$/m);
  expect(mail?.text).toContain(`http://localhost:3000/accept-invitation#token=${first}`);
  const stored = await app.owner.selectFrom('invitations').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain(first);

  const again = await owner.request('POST', '/members/invitations', { email, role: 'admin' });
  const second = await tokenMailedTo(app, email, 2);
  const preview = (token: string) =>
    app.request({ method: 'POST', url: '/api/v1/invitations/preview', payload: { token } });
  expect((await preview(first)).json()).toMatchObject({ code: 'invitation_invalid' });
  expect((await preview(second)).json()).toMatchObject({ role: 'admin' });
  await owner.request('POST', '/members/invitations', { email, role: 'admin' });
  const third = await tokenMailedTo(app, email, 3);
  expect((await preview(second)).json()).toMatchObject({ code: 'invitation_invalid' });

  const { items } = (await owner.request('GET', '/members/invitations')).json();
  expect(items).toEqual([again.json()]);
  app.setNow('2026-12-07T12:00:00Z');
  expect((await owner.request('GET', '/members/invitations')).json().items[0]).toMatchObject({
    expired: true,
  });
  app.setNow('2026-11-23T12:00:00Z');

  const other = await signInAs(app, await createOrganization(app), 'owner');
  expect((await other.request('DELETE', `/members/invitations/${items[0].id}`)).statusCode).toBe(404);
  expect((await owner.request('DELETE', `/members/invitations/${items[0].id}`)).statusCode).toBe(204);
  expect((await owner.request('DELETE', `/members/invitations/${items[0].id}`)).statusCode).toBe(404);
  expect((await preview(third)).json()).toMatchObject({ code: 'invitation_invalid' });
  expect(await auditOf('member.invited')).toMatchObject([
    { actor_member_id: admin.memberId, detail: { role: 'practitioner' } },
    { actor_member_id: owner.memberId, detail: { role: 'admin' } },
    { actor_member_id: owner.memberId, detail: { role: 'admin' } },
  ]);
  expect(await auditOf('invitation.revoked')).toMatchObject([{ subject_id: items[0].id }]);
});

test('open invitations come in pages, the newest first', async () => {
  const clinic = await createOrganization(app);
  const boss = await signInAs(app, clinic, 'owner');
  for (const name of ['one', 'two', 'three']) {
    await boss.request('POST', '/members/invitations', { email: `${name}@example.net`, role: 'admin' });
  }
  const first = (await boss.request('GET', '/members/invitations?limit=2')).json();
  const rest = (await boss.request('GET', `/members/invitations?limit=2&cursor=${first.nextCursor}`)).json();
  const emails = [...first.items, ...rest.items].map(({ email }: { email: string }) => email);
  expect(emails).toEqual(['three@example.net', 'two@example.net', 'one@example.net']);
  expect(rest.nextCursor).toBeNull();
});

test('a member is not invited again, and only an owner invites an owner', async () => {
  const again = await owner.request('POST', '/members/invitations', {
    email: practitioner.email.toUpperCase(),
    role: 'admin',
  });
  expect(again.json()).toMatchObject({ code: 'already_member', status: 409 });
  const body = { email: 'boss@example.net', role: 'owner' };
  expect((await admin.request('POST', '/members/invitations', body)).json()).toMatchObject({
    code: 'not_allowed',
  });
  expect((await owner.request('POST', '/members/invitations', body)).statusCode).toBe(201);
  const refused = await owner.request('POST', '/members/invitations', { email: 'x', role: 'client' });
  expect(
    refused
      .json()
      .issues.map(({ path }: { path: string }) => path)
      .sort(),
  ).toEqual(['email', 'role']);
});

test('roles change; only an owner makes or unmakes owners', async () => {
  const clinic = await createOrganization(app);
  const boss = await signInAs(app, clinic, 'owner');
  const second = await signInAs(app, clinic, 'admin');
  const member = await signInAs(app, clinic, 'practitioner');
  const role = (who: SignedInMember, whom: SignedInMember, to: string) =>
    who.request('PATCH', `/members/${whom.memberId}`, { role: to });
  expect((await role(second, member, 'admin')).json()).toMatchObject({ id: member.memberId, role: 'admin' });
  expect((await role(second, member, 'owner')).json()).toMatchObject({ code: 'not_allowed' });
  expect((await role(second, boss, 'admin')).json()).toMatchObject({ code: 'not_allowed' });
  expect((await role(boss, boss, 'admin')).json()).toMatchObject({ code: 'last_owner', status: 409 });
  expect((await role(boss, member, 'owner')).json()).toMatchObject({ role: 'owner' });
  expect((await role(member, boss, 'admin')).json()).toMatchObject({ role: 'admin' });
  expect((await member.request('GET', '/session')).json()).toMatchObject({ role: 'owner' });

  const client = await signInAsClient(app, clinic);
  const foreign = await signInAs(app, organizationId, 'practitioner');
  for (const unknown of [client, foreign]) {
    expect((await role(member, unknown, 'admin')).json()).toMatchObject({ code: 'not_found' });
    expect((await member.request('DELETE', `/members/${unknown.memberId}`)).statusCode).toBe(404);
  }
  const changes = await app.owner
    .selectFrom('audit_events')
    .select('detail')
    .where('organization_id', '=', clinic)
    .where('type', '=', 'member.changed')
    .orderBy('at')
    .execute();
  expect(changes.map(({ detail }) => detail)).toEqual([
    { fromRole: 'practitioner', toRole: 'admin' },
    { fromRole: 'admin', toRole: 'owner' },
    { fromRole: 'owner', toRole: 'admin' },
  ]);
});

test('whoever is removed is out at once and leaves the care teams', async () => {
  const gone = await signInAs(app, organizationId, 'practitioner');
  await createClient(app, organizationId, { careTeam: [gone, practitioner] });
  expect((await practitioner.request('DELETE', `/members/${gone.memberId}`)).statusCode).toBe(403);
  expect((await admin.request('DELETE', `/members/${owner.memberId}`)).json()).toMatchObject({
    code: 'not_allowed',
  });
  expect((await admin.request('DELETE', `/members/${gone.memberId}`)).statusCode).toBe(204);
  expect((await gone.request('GET', '/session')).json()).toMatchObject({ code: 'not_signed_in' });
  const care = await app.owner.selectFrom('care_team_members').select('member_id').execute();
  expect(care).toEqual([{ member_id: practitioner.memberId }]);
  expect((await admin.request('DELETE', `/members/${gone.memberId}`)).statusCode).toBe(404);
  expect(await auditOf('member.removed')).toMatchObject([
    { actor_member_id: admin.memberId, subject_id: gone.memberId, detail: { role: 'practitioner' } },
  ]);
});

test.each([['remove each other'], ['step down']])(
  'of two owners who %s in the same moment one stays',
  async (what) => {
    for (let round = 0; round < 5; round++) {
      const clinic = await createOrganization(app);
      const [a, b] = [await signInAs(app, clinic, 'owner'), await signInAs(app, clinic, 'owner')];
      const answers = await Promise.all(
        what === 'step down'
          ? [a, b].map((one) => one.request('PATCH', `/members/${one.memberId}`, { role: 'admin' }))
          : [a.request('DELETE', `/members/${b.memberId}`), b.request('DELETE', `/members/${a.memberId}`)],
      );
      // The loser meets either the rule or the end of their own session.
      expect(answers.filter(({ statusCode }) => statusCode < 300)).toHaveLength(1);
      const owners = await app.owner
        .selectFrom('members')
        .select('id')
        .where('organization_id', '=', clinic)
        .where('role', '=', 'owner')
        .where('removed_at', 'is', null)
        .execute();
      expect(owners).toHaveLength(1);
    }
  },
);

test('two invitations of one address in the same moment leave one open', async () => {
  const body = { email: 'twice@example.net', role: 'admin' };
  const answers = await Promise.all([1, 2, 3].map(() => owner.request('POST', '/members/invitations', body)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
  const open = await app.owner
    .selectFrom('invitations')
    .select('id')
    .where('email', '=', body.email)
    .where('revoked_at', 'is', null)
    .execute();
  expect(open).toHaveLength(1);
});
