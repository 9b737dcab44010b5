import type { Client } from '@healthprotocol/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import {
  createClient,
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from '../../../test/factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let organizationId: string;
let owner: SignedInMember;
let practitioner: SignedInMember;
let colleague: SignedInMember;
let clientId: string;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  organizationId = await createOrganization(test);
  owner = await signInAs(test, organizationId, 'owner');
  practitioner = await signInAs(test, organizationId, 'practitioner');
  colleague = await signInAs(test, organizationId, 'practitioner');
  clientId = await createClient(test, organizationId, { careTeam: [practitioner] });
});

const change = (by: SignedInMember, ...memberIds: string[]) =>
  by.request('PUT', `/clients/${clientId}/care-team`, { memberIds });

const lastAudit = () =>
  test.owner
    .selectFrom('audit_events')
    .select(['type', 'detail'])
    .where('client_id', '=', clientId)
    .orderBy('id', 'desc')
    .executeTakeFirst();

it('a new member of the care team sees the client, and one who left does not', async () => {
  const answer = await change(practitioner, practitioner.memberId, colleague.memberId, colleague.memberId);
  const names = answer.json<Client>().careTeam.map(({ name }) => name);
  expect(names).toEqual([practitioner.name, colleague.name].toSorted());
  expect(await lastAudit()).toEqual({ type: 'care_team.changed', detail: { added: 1, removed: 0 } });

  expect((await change(colleague, colleague.memberId)).statusCode).toBe(200);
  expect((await practitioner.request('GET', `/clients/${clientId}`)).statusCode).toBe(404);
  expect((await colleague.request('GET', `/clients/${clientId}`)).statusCode).toBe(200);
});

it('the same team again changes nothing, and is audited as a read of the record', async () => {
  await change(owner, practitioner.memberId);
  expect(await lastAudit()).toMatchObject({ type: 'client.viewed' });
});

it('an owner may leave the team empty', async () => {
  expect((await change(owner)).json<Client>().careTeam).toEqual([]);
});

it('practitioners do not lock themselves out, but a colleague may take them off', async () => {
  const answer = await change(practitioner, colleague.memberId);
  expect(answer.json()).toMatchObject({
    status: 400,
    code: 'validation_failed',
    issues: [{ path: 'memberIds', code: 'removes_self' }],
  });
  expect((await practitioner.request('GET', `/clients/${clientId}`)).statusCode).toBe(200);
});

it('names each id that is not of the active staff, and changes nothing', async () => {
  const removed = await signInAs(test, organizationId, 'practitioner');
  await test.owner
    .updateTable('members')
    .set({ removed_at: new Date() })
    .where('id', '=', removed.memberId)
    .execute();
  const client = await signInAsClient(test, organizationId);
  const stranger = await signInAs(test, await createOrganization(test), 'practitioner');
  const answer = await change(
    owner,
    ...[newId(), colleague.memberId, removed.memberId, client.memberId, stranger.memberId],
  );
  expect(answer.statusCode).toBe(400);
  const { issues } = answer.json<{ issues: { path: string; code: string }[] }>();
  expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'memberIds.0 unknown_member',
    'memberIds.2 unknown_member',
    'memberIds.3 unknown_member',
    'memberIds.4 unknown_member',
  ]);
  const shown = await owner.request('GET', `/clients/${clientId}`);
  expect(shown.json<Client>().careTeam).toEqual([
    { memberId: practitioner.memberId, name: practitioner.name },
  ]);
});

it('somebody who was removed from the organization is no longer shown on the team', async () => {
  await change(owner, practitioner.memberId, colleague.memberId);
  await test.owner
    .updateTable('members')
    .set({ removed_at: new Date() })
    .where('id', '=', colleague.memberId)
    .execute();
  const shown = await owner.request('GET', `/clients/${clientId}`);
  expect(shown.json<Client>().careTeam).toEqual([
    { memberId: practitioner.memberId, name: practitioner.name },
  ]);
});

it('of two changes at the same time one follows the other', async () => {
  const answers = await Promise.all([
    change(owner, practitioner.memberId),
    change(owner, colleague.memberId),
    change(owner, practitioner.memberId, colleague.memberId),
  ]);
  const sizes = answers.map((answer) => answer.json<Client>().careTeam.length);
  expect(sizes).toEqual([1, 1, 2]);
});

it('refuses something that is no list of ids, and unknown fields', async () => {
  const answer = await owner.request('PUT', `/clients/${clientId}/care-team`, {
    memberIds: ['x'],
    reason: '',
  });
  const { issues } = answer.json<{ issues: { path: string }[] }>();
  expect(issues.map(({ path }) => path)).toEqual(['memberIds.0', 'reason']);
});
