import { newId } from '../src/platform/ids.ts';
import { hashOfToken, newToken } from '../src/platform/secret-token.ts';
import type { TestApp } from './build-test-app.ts';
import { entry } from './check-in-factories.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from './factories.ts';
import { createLogin, PASSWORD } from './logins.ts';
import { tokenMailedTo } from './mails.ts';
import type { Practice } from './practice.ts';
import { protocolContent, publishVersion } from './protocol-factories.ts';

/** One request that succeeds; nobody is signed in where `by` is null. */
export type RouteCall = { by: SignedInMember | null; path: string; body?: object };

type MakeCall = (practice: Practice) => RouteCall | Promise<RouteCall>;

const clientRecord = { name: 'Ada Example', timeZone: 'Europe/Madrid' };
const newContent = protocolContent({ title: 'Another title' });
const today = '2026-11-23';

async function saveDraft(app: TestApp, author: SignedInMember, protocolId: string, content: object) {
  const saved = await author.request('PUT', `/protocols/${protocolId}/draft`, { revision: 0, content });
  if (saved.statusCode !== 200) throw new Error(saved.body);
  app.takeRoundTrips();
}

async function invite({ app, organizationId }: Practice, email: string): Promise<string> {
  const token = newToken();
  await app.owner
    .insertInto('invitations')
    .values({
      organization_id: organizationId,
      id: newId(),
      email,
      role: 'practitioner',
      token_hash: hashOfToken(token),
      expires_at: new Date('2026-12-01T00:00:00Z'),
    })
    .execute();
  return token;
}

const byPractitioner =
  (path: (practice: Practice) => string, body?: (practice: Practice) => object): MakeCall =>
  (practice) => ({ by: practice.practitioner, path: path(practice), ...(body && { body: body(practice) }) });
const byOwner = (path: string, body?: object): MakeCall => {
  return ({ owner }) => ({ by: owner, path, ...(body && { body }) });
};
const byClient =
  (path: string, body?: (practice: Practice) => object): MakeCall =>
  (practice) => ({ by: practice.client, path, ...(body && { body: body(practice) }) });

const ofClient = (rest: string) => (practice: Practice) => `/clients/${practice.client.clientId}${rest}`;
const ofProtocol = (rest: string) => (practice: Practice) => `/protocols/${practice.protocolId}${rest}`;
const ofAssignment = (rest: string) => (practice: Practice) => `/assignments/${practice.assignmentId}${rest}`;

const checkInOf = ({ assignmentId }: Practice) => ({ checkIns: [entry({ assignmentId, localDate: today })] });

/** A successful request to every route there is, by method and path of its contract. */
export const ROUTE_CALLS: Record<string, MakeCall> = {
  'POST /session': async ({ app, organizationId }) => {
    const { email } = await createLogin(app, organizationId);
    return { by: null, path: '/session', body: { email, password: PASSWORD } };
  },
  'GET /session': byOwner('/session'),
  'DELETE /session': byOwner('/session'),
  'PUT /session/organization': async ({ app, owner }) => {
    const organizationId = await createOrganization(app);
    await app.owner
      .insertInto('members')
      .values({ id: newId(), organization_id: organizationId, user_id: owner.userId, role: 'admin' })
      .execute();
    return { by: owner, path: '/session/organization', body: { organizationId } };
  },
  'GET /sessions': byOwner('/sessions'),
  'DELETE /sessions/:sessionId': async ({ app, owner }) => {
    const id = newId();
    await app.owner
      .insertInto('sessions')
      .values({ id, user_id: owner.userId, token: newToken(), expires_at: new Date('2199-01-01') })
      .execute();
    return { by: owner, path: `/sessions/${id}` };
  },
  'POST /password-resets': async ({ app, organizationId }) => {
    const { email } = await createLogin(app, organizationId);
    return { by: null, path: '/password-resets', body: { email } };
  },
  'POST /password-resets/complete': async ({ app, organizationId }) => {
    const { email } = await createLogin(app, organizationId);
    await app.request({ method: 'POST', url: '/api/v1/password-resets', payload: { email } });
    const token = await tokenMailedTo(app, email);
    return { by: null, path: '/password-resets/complete', body: { token, password: 'a new quiet tortoise' } };
  },
  'POST /invitations/preview': async (practice) => {
    const token = await invite(practice, `${newId()}@example.org`);
    return { by: null, path: '/invitations/preview', body: { token } };
  },
  'POST /invitations/accept': async (practice) => {
    const token = await invite(practice, `${newId()}@example.org`);
    return { by: null, path: '/invitations/accept', body: { token, name: 'Nora', password: PASSWORD } };
  },
  'GET /organization': byOwner('/organization'),
  'PATCH /organization': byOwner('/organization', { revision: 1, name: 'Another name' }),
  'GET /members': byOwner('/members'),
  'POST /members/invitations': ({ owner }) => ({
    by: owner,
    path: '/members/invitations',
    body: { email: `${newId()}@example.org`, role: 'practitioner' },
  }),
  'GET /members/invitations': byOwner('/members/invitations'),
  'DELETE /members/invitations/:invitationId': async (practice) => {
    const email = `${newId()}@example.org`;
    await invite(practice, email);
    const { id } = await practice.app.owner
      .selectFrom('invitations')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return { by: practice.owner, path: `/members/invitations/${id}` };
  },
  'PATCH /members/:memberId': ({ owner, practitioner }) => ({
    by: owner,
    path: `/members/${practitioner.memberId}`,
    body: { role: 'admin' },
  }),
  'DELETE /members/:memberId': ({ owner, practitioner }) => ({
    by: owner,
    path: `/members/${practitioner.memberId}`,
  }),

  'GET /clients': byPractitioner(() => '/clients'),
  'POST /clients': byPractitioner(
    () => '/clients',
    () => ({ id: newId(), ...clientRecord }),
  ),
  'GET /clients/:clientId': byPractitioner(ofClient('')),
  'PUT /clients/:clientId': byPractitioner(ofClient(''), () => ({ revision: 1, ...clientRecord })),
  'POST /clients/:clientId/archive': byPractitioner(ofClient('/archive')),
  'POST /clients/:clientId/restore': async ({ app, client, practitioner }) => {
    await app.owner
      .updateTable('clients')
      .set({ archived_at: new Date() })
      .where('id', '=', client.clientId)
      .execute();
    return { by: practitioner, path: `/clients/${client.clientId}/restore` };
  },
  'POST /clients/:clientId/invitation': async ({ app, organizationId, practitioner }) => {
    const clientId = await createClient(app, organizationId, { careTeam: [practitioner] });
    const body = { email: `${newId()}@example.org` };
    return { by: practitioner, path: `/clients/${clientId}/invitation`, body };
  },
  'PUT /clients/:clientId/care-team': async ({ app, organizationId, client, owner }) => {
    const colleague = await signInAs(app, organizationId, 'practitioner');
    const body = { memberIds: [colleague.memberId] };
    return { by: owner, path: `/clients/${client.clientId}/care-team`, body };
  },
  'GET /me/client': byClient('/me/client'),
  'PATCH /me/client': byClient('/me/client', () => ({ dayStartHour: 4 })),

  'GET /protocols': byPractitioner(() => '/protocols'),
  'POST /protocols': byPractitioner(
    () => '/protocols',
    () => ({ id: newId(), content: newContent }),
  ),
  'GET /protocols/:protocolId': byPractitioner(ofProtocol('')),
  'PUT /protocols/:protocolId/draft': byPractitioner(ofProtocol('/draft'), () => ({
    revision: 0,
    content: newContent,
  })),
  'DELETE /protocols/:protocolId/draft': async ({ app, practitioner, protocolId }) => {
    await saveDraft(app, practitioner, protocolId, newContent);
    return { by: practitioner, path: `/protocols/${protocolId}/draft` };
  },
  'POST /protocols/:protocolId/publish': async ({ app, practitioner, protocolId }) => {
    await saveDraft(app, practitioner, protocolId, newContent);
    const { draft } = (await practitioner.request('GET', `/protocols/${protocolId}`)).json();
    const body = { revision: draft.revision };
    return { by: practitioner, path: `/protocols/${protocolId}/publish`, body };
  },
  'POST /protocols/:protocolId/retire': byPractitioner(ofProtocol('/retire')),
  'POST /protocols/:protocolId/copy': byPractitioner(ofProtocol('/copy'), () => ({
    id: newId(),
    title: 'A copy',
  })),
  'GET /protocols/:protocolId/versions': byPractitioner(ofProtocol('/versions')),
  'GET /protocols/:protocolId/versions/:version': byPractitioner(ofProtocol('/versions/1')),
  'PUT /protocols/:protocolId/versions/:version': byPractitioner(ofProtocol('/versions/1'), () => ({})),
  'GET /protocols/:protocolId/differences': async ({ app, practitioner, protocolId }) => {
    await publishVersion(app, practitioner, protocolId, 2, newContent);
    return { by: practitioner, path: `/protocols/${protocolId}/differences?from=1&to=2` };
  },

  'POST /assignments/safety-checks': byPractitioner(
    () => '/assignments/safety-checks',
    ({ protocolId, client }) => ({ protocolId, version: 1, clientIds: [client.clientId] }),
  ),
  'POST /assignments': byPractitioner(
    () => '/assignments',
    ({ protocolId, client }) => ({
      protocolId,
      version: 1,
      startDate: today,
      clients: [{ assignmentId: newId(), clientId: client.clientId }],
    }),
  ),
  'GET /clients/:clientId/assignments': byPractitioner(ofClient('/assignments')),
  'GET /assignments/:assignmentId': byPractitioner(ofAssignment('')),
  'POST /assignments/:assignmentId/pause': byPractitioner(ofAssignment('/pause'), () => ({})),
  'POST /assignments/:assignmentId/resume': async ({ practitioner, assignmentId }) => {
    await practitioner.request('POST', `/assignments/${assignmentId}/pause`, {});
    return { by: practitioner, path: `/assignments/${assignmentId}/resume`, body: {} };
  },
  'POST /assignments/:assignmentId/stop': byPractitioner(ofAssignment('/stop'), () => ({
    reason: 'Enough',
  })),
  'PUT /assignments/:assignmentId/overrides': byPractitioner(ofAssignment('/overrides'), () => ({
    fromDate: '2026-11-24',
    overrides: [{ activityId: 'walk', slots: ['evening'] }],
  })),
  'PUT /assignments/:assignmentId/version': async ({ app, practitioner, protocolId, assignmentId }) => {
    await publishVersion(app, practitioner, protocolId, 2, newContent);
    const body = { version: 2, fromDate: '2026-11-24' };
    return { by: practitioner, path: `/assignments/${assignmentId}/version`, body };
  },

  'POST /me/check-ins': byClient('/me/check-ins', (practice) => ({ ...checkInOf(practice), showDay: true })),
  'POST /clients/:clientId/check-ins': byPractitioner(ofClient('/check-ins'), checkInOf),
  'GET /clients/:clientId/check-ins': byPractitioner(ofClient('/check-ins')),
  'GET /clients/:clientId/adherence': byPractitioner(ofClient('/adherence')),
  'GET /me/adherence': byClient('/me/adherence'),
  'GET /me/day': byClient('/me/day'),
  'GET /clients/:clientId/day': byPractitioner(ofClient('/day')),
  'GET /me/plan': byClient('/me/plan?from=2026-11-20&to=2026-12-20'),
  'GET /practitioner/today': byPractitioner(() => '/practitioner/today'),
};
