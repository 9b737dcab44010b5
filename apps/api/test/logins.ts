import type { Role } from '@healthprotocol/contracts';
import type { LightMyRequestResponse } from 'fastify';
import { hashPassword } from '../src/features/identity/index.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestApp } from './build-test-app.ts';
import { type SignedInMember, signInAs } from './factories.ts';

/** The password of every login made here. */
export const PASSWORD = 'a quiet tortoise walks';

/** Creates a member who can sign in with `PASSWORD`. */
export async function createLogin(
  app: TestApp,
  organizationId: string,
  role: Role = 'practitioner',
): Promise<SignedInMember> {
  const member = await signInAs(app, organizationId, role);
  await app.owner
    .insertInto('accounts')
    .values({
      id: newId(),
      user_id: member.userId,
      account_id: member.userId,
      provider_id: 'credential',
      password: await hashPassword(PASSWORD),
    })
    .execute();
  return member;
}

/** Sends a request as a browser that received the cookies of `answer`. */
export function asBrowser(app: TestApp, answer: LightMyRequestResponse) {
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]));
  return (method: 'GET' | 'PUT' | 'DELETE' | 'POST', path: string, payload?: object) =>
    app.request({ method, url: `/api/v1${path}`, cookies, ...(payload && { payload }) });
}
