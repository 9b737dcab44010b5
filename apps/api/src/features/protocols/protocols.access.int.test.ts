import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import {
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from '../../../test/factories.ts';
import { activity } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let practitioner: SignedInMember;
let protocolId: string;

const content = { title: 'Walk every day', durationDays: 30, activities: [activity('walk')] };

beforeAll(async () => {
  test = await buildTestApp();
  practitioner = await signInAs(test, await createOrganization(test), 'practitioner');
  protocolId = newId();
  await practitioner.request('POST', '/protocols', { id: protocolId, content });
  await practitioner.request('POST', `/protocols/${protocolId}/publish`, { revision: 1 });
  await practitioner.request('PUT', `/protocols/${protocolId}/draft`, { revision: 0, content });
});
afterAll(() => test.close());

const aboutOne = [
  ['GET', '', undefined],
  ['PUT', '/draft', { revision: 2, content }],
  ['DELETE', '/draft', undefined],
  ['POST', '/publish', { revision: 2 }],
  ['POST', '/retire', undefined],
  ['POST', '/copy', { id: newId(), title: 'A copy' }],
  ['GET', '/versions', undefined],
  ['GET', '/versions/1', undefined],
  ['GET', '/differences', undefined],
] as const;

describe.each(aboutOne)('%s /protocols/:protocolId%s', (method, suffix, body) => {
  const path = (id: string) => `/protocols/${id}${suffix}`;

  it('needs a session', async () => {
    const answer = await test.request({ method, url: `/api/v1${path(protocolId)}`, payload: body ?? {} });
    expect(answer.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  it('is not for clients', async () => {
    const client = await signInAsClient(test, practitioner.organizationId);
    const answer = await client.request(method, path(protocolId), body);
    expect(answer.json()).toMatchObject({ status: 403, code: 'not_allowed' });
  });

  it('shows nothing of another organization', async () => {
    const before = await practitioner.request('GET', `/protocols/${protocolId}`);
    const stranger = await signInAs(test, await createOrganization(test), 'owner');
    for (const id of [protocolId, newId()]) {
      const answer = await stranger.request(method, path(id), body);
      expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect((await practitioner.request('GET', `/protocols/${protocolId}`)).json()).toEqual(before.json());
  });

  it('refuses an id that is none', async () => {
    const answer = await practitioner.request(method, path('1'), body);
    expect(answer.json()).toMatchObject({ status: 400, issues: [{ path: 'params.protocolId' }] });
  });
});

describe.each([
  ['GET', '/protocols', undefined],
  ['POST', '/protocols', { id: newId(), content }],
] as const)('%s %s', (method, path, body) => {
  it('needs a session and is not for clients', async () => {
    const nobody = await test.request({ method, url: `/api/v1${path}`, payload: body ?? {} });
    expect(nobody.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    const client = await signInAsClient(test, practitioner.organizationId);
    const answer = await client.request(method, path, body);
    expect(answer.json()).toMatchObject({ status: 403, code: 'not_allowed' });
  });
});

it('every member of the staff may write protocols', async () => {
  for (const role of ['owner', 'admin', 'practitioner'] as const) {
    const member = await signInAs(test, practitioner.organizationId, role);
    expect((await member.request('POST', '/protocols', { id: newId(), content })).statusCode).toBe(201);
  }
});
