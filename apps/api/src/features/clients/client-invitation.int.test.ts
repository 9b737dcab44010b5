import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { tokenMailedTo } from '../../../test/mails.ts';

let test: TestApp;
let organizationId: string;
let practitioner: SignedInMember;
let clientId: string;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  organizationId = await createOrganization(test);
  practitioner = await signInAs(test, organizationId, 'practitioner');
  clientId = await createClient(test, organizationId, { careTeam: [practitioner] });
});

const invite = (email: string) => practitioner.request('POST', `/clients/${clientId}/invitation`, { email });

const invitations = () =>
  test.owner
    .selectFrom('invitations')
    .select(['email', 'role', 'revoked_at', 'invited_by'])
    .where('client_id', '=', clientId)
    .orderBy('created_at')
    .execute();

it('sends an invitation by mail and shows that it was', async () => {
  const answer = await invite('Ana@Example.org');
  expect(answer.json()).toMatchObject({ id: clientId, login: 'invited' });
  expect(await invitations()).toEqual([
    { email: 'ana@example.org', role: 'client', revoked_at: null, invited_by: practitioner.memberId },
  ]);
  expect(await tokenMailedTo(test, 'ana@example.org')).not.toBe('');
  const audit = await test.owner
    .selectFrom('audit_events')
    .select(['type', 'detail'])
    .where('client_id', '=', clientId)
    .execute();
  expect(audit).toEqual([{ type: 'client.invited', detail: {} }]);
});

it('takes the earlier invitation back when the address was wrong', async () => {
  await invite('wrong@example.org');
  await invite('right@example.org');
  const open = (await invitations()).filter(({ revoked_at }) => revoked_at === null);
  expect(open).toMatchObject([{ email: 'right@example.org' }]);
});

it('shows no login again once the invitation has expired', async () => {
  await invite('late@example.org');
  test.setNow('2027-01-23T12:00:00Z');
  expect((await practitioner.request('GET', `/clients/${clientId}`)).json()).toMatchObject({ login: 'none' });
  test.setNow('2026-11-23T12:00:00Z');
});

it('is refused for a client who has a login, for an archived one, and for somebody who belongs here already', async () => {
  const taken = await invite(practitioner.email);
  expect(taken.json()).toMatchObject({ status: 409, code: 'already_member' });
  expect(await invitations()).toEqual([]);

  await practitioner.request('POST', `/clients/${clientId}/archive`);
  expect((await invite('a@example.org')).json()).toMatchObject({ status: 409, code: 'client_archived' });

  const member = await signInAs(test, organizationId, 'client');
  clientId = await createClient(test, organizationId, {
    careTeam: [practitioner],
    memberId: member.memberId,
  });
  expect((await invite('a@example.org')).json()).toMatchObject({ status: 409, code: 'client_has_login' });
});

it('refuses what is no address', async () => {
  const answer = await invite('nobody');
  expect(answer.json()).toMatchObject({ status: 400, issues: [{ path: 'email' }] });
});
