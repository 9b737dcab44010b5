import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
let clientId: string;

beforeAll(async () => {
  test = await buildTestApp();
  organizationId = await createOrganization(test);
  owner = await signInAs(test, organizationId, 'owner');
  practitioner = await signInAs(test, organizationId, 'practitioner');
  clientId = await createClient(test, organizationId, { careTeam: [practitioner] });
});
afterAll(() => test.close());

const record = { name: 'Ana Pérez', timeZone: 'Europe/Madrid' };

const aboutOne = [
  ['GET', '', undefined],
  ['PUT', '', { ...record, revision: 1 }],
  ['POST', '/archive', undefined],
  ['POST', '/restore', undefined],
  ['POST', '/invitation', { email: 'ana@example.org' }],
  ['PUT', '/care-team', { memberIds: [] }],
] as const;

describe.each(aboutOne)('%s /clients/:clientId%s', (method, suffix, body) => {
  const path = (id: string) => `/clients/${id}${suffix}`;

  it('needs a session', async () => {
    const answer = await test.request({ method, url: `/api/v1${path(clientId)}`, payload: body ?? {} });
    expect(answer.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  it('is not for clients, not even about themselves', async () => {
    const self = await signInAsClient(test, organizationId);
    const answer = await self.request(method, path(self.clientId), body);
    expect(answer.json()).toMatchObject({ status: 403, code: 'not_allowed' });
  });

  it('shows nothing of another organization, of another care team, or of nobody', async () => {
    const stranger = await signInAs(test, await createOrganization(test), 'owner');
    const colleague = await signInAs(test, organizationId, 'practitioner');
    const sent = suffix === '/care-team' ? { memberIds: [colleague.memberId] } : body;
    for (const answer of [
      await stranger.request(method, path(clientId), body),
      await colleague.request(method, path(clientId), sent),
      await owner.request(method, path(newId()), body),
    ]) {
      expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect(await auditRowsOf(clientId)).toEqual([]);
  });

  it('refuses an id that is none', async () => {
    const answer = await owner.request(method, path('1'), body);
    expect(answer.json()).toMatchObject({ status: 400, issues: [{ path: 'params.clientId' }] });
  });
});

describe.each([
  ['POST', '/clients', { ...record, id: newId() }, 'client'],
  ['GET', '/me/client', undefined, 'practitioner'],
  ['PATCH', '/me/client', { units: 'metric' }, 'owner'],
] as const)('%s %s', (method, path, body, role) => {
  it('needs a session and the right role', async () => {
    const nobody = await test.request({ method, url: `/api/v1${path}`, payload: body ?? {} });
    expect(nobody.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    const other = await signInAs(test, organizationId, role);
    expect((await other.request(method, path, body)).json()).toMatchObject({
      status: 403,
      code: 'not_allowed',
    });
  });
});

it('lets owners and admins see every client, and practitioners those of their care teams', async () => {
  const admin = await signInAs(test, organizationId, 'admin');
  for (const member of [owner, admin, practitioner]) {
    expect((await member.request('GET', `/clients/${clientId}`)).statusCode).toBe(200);
  }
});

async function auditRowsOf(id: string) {
  return test.owner.selectFrom('audit_events').select('type').where('client_id', '=', id).execute();
}
