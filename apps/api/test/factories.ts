import type { Role } from '@healthprotocol/contracts';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { newId } from '../src/platform/ids.ts';
import { SESSION_COOKIE } from '../src/platform/session-cookie.ts';
import type { TestApp } from './build-test-app.ts';

let serial = 0;

/** Creates an organization without members. */
export async function createOrganization({ owner }: TestApp, name = `Practice ${++serial}`): Promise<string> {
  const id = newId();
  await owner.insertInto('organizations').values({ id, name }).execute();
  return id;
}

export type SignedInMember = {
  userId: string;
  memberId: string;
  organizationId: string;
  email: string;
  name: string;
  /** The `cookie` header of their browser. */
  cookie: string;
  /** Sends a request as this member; the path is below `/api/v1`. */
  request(
    method: NonNullable<InjectOptions['method']>,
    path: string,
    body?: object,
  ): Promise<LightMyRequestResponse>;
};

/** Creates a member with a role and a session of their own. */
export async function signInAs(
  test: TestApp,
  organizationId: string,
  role: Role,
  name = `${role} ${++serial}`,
): Promise<SignedInMember> {
  const userId = newId();
  const memberId = newId();
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@example.org`;
  const token = `${newId()}${newId()}`.replaceAll('-', '');
  const cookie = `${SESSION_COOKIE}=${token}.signature`;
  await test.owner.insertInto('users').values({ id: userId, name, email, email_verified: true }).execute();
  await test.owner
    .insertInto('members')
    .values({ id: memberId, organization_id: organizationId, user_id: userId, role })
    .execute();
  await test.owner
    .insertInto('sessions')
    .values({ id: newId(), user_id: userId, token, expires_at: new Date('2199-01-01') })
    .execute();
  return {
    userId,
    memberId,
    organizationId,
    email,
    name,
    cookie,
    request: (method, path, body) =>
      test.request({
        method,
        url: `/api/v1${path}`,
        headers: { cookie },
        ...(body && { payload: body }),
      }),
  };
}

/** Creates a client of the organization, followed by the given practitioners. */
export async function createClient(
  { owner }: TestApp,
  organizationId: string,
  {
    name = `Client ${++serial}`,
    careTeam = [],
    memberId = null,
    timeZone = 'Europe/Madrid',
  }: { name?: string; careTeam?: SignedInMember[]; memberId?: string | null; timeZone?: string } = {},
): Promise<string> {
  const id = newId();
  await owner
    .insertInto('clients')
    .values({
      organization_id: organizationId,
      id,
      member_id: memberId,
      name,
      search_text: name.toLowerCase(),
      pregnancy_status: 'not_recorded',
      time_zone: timeZone,
      day_start_hour: 0,
      units: 'metric',
      conditions: '[]',
      medications: '[]',
      allergies: '[]',
    })
    .execute();
  for (const member of careTeam) {
    await owner
      .insertInto('care_team_members')
      .values({ organization_id: organizationId, client_id: id, member_id: member.memberId })
      .execute();
  }
  return id;
}

/** Creates a client who signs in, with the member that they are. */
export async function signInAsClient(
  test: TestApp,
  organizationId: string,
  options: { name?: string; careTeam?: SignedInMember[]; timeZone?: string } = {},
): Promise<SignedInMember & { clientId: string }> {
  const member = await signInAs(test, organizationId, 'client', options.name);
  const clientId = await createClient(test, organizationId, {
    ...options,
    name: member.name,
    memberId: member.memberId,
  });
  return { ...member, clientId };
}
