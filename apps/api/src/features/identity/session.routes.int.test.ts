import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, signInAs } from '../../../test/factories.ts';
import { newId } from '../../platform/ids.ts';
import { hashPassword } from './index.ts';

const password = 'a quiet tortoise walks';
let app: TestApp;
let organizationId: string;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app, 'Harbour Clinic');
});
afterAll(() => app.close());

async function createLogin(role: 'owner' | 'practitioner' = 'practitioner') {
  const member = await signInAs(app, organizationId, role);
  await app.owner
    .insertInto('accounts')
    .values({
      id: newId(),
      user_id: member.userId,
      account_id: member.userId,
      provider_id: 'credential',
      password: await hashPassword(password),
    })
    .execute();
  return member;
}

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.request({ method: 'POST', url: `/api/v1${url}`, payload, headers });

test('signing in gives a cookie that the browser keeps to itself, and the session it stands for', async () => {
  const member = await createLogin();
  app.takeStatements();
  const answer = await post(
    '/session',
    { email: member.email.toUpperCase(), password },
    { 'user-agent': 'Phone' },
  );
  expect(app.takeStatements().length).toBeLessThanOrEqual(12);
  expect(answer.json()).toEqual({
    user: { id: member.userId, name: member.name, email: member.email },
    memberId: member.memberId,
    organization: { id: organizationId, name: 'Harbour Clinic' },
    role: 'practitioner',
    clientId: null,
    memberships: [{ organizationId, organizationName: 'Harbour Clinic', role: 'practitioner' }],
  });
  const cookie = answer.cookies[0];
  expect(cookie).toMatchObject({
    name: 'healthprotocol.session_token',
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 30 * 86_400,
  });
  const session = await app.request({
    url: '/api/v1/session',
    cookies: { [cookie?.name ?? '']: cookie?.value ?? '' },
  });
  expect(session.json()).toEqual(answer.json());
});
