import type { Organization, Page } from '@healthprotocol/contracts';
import { hashPassword } from '../../../apps/api/src/features/identity/index.ts';
import { newId } from '../../../apps/api/src/platform/ids.ts';
import { hashOfToken, newToken } from '../../../apps/api/src/platform/secret-token.ts';
import { SCALE_PASSWORD } from '../load-database.ts';
import { tokenOf } from '../people.ts';
import { bodyOf, inTurn, type Scenario, scenario, subsetsOf, type World } from './scenario.ts';

const asOwner = (world: World, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  world.app.send(world.samples.ownerUserId, method, path, body);

async function addressOf(world: World, userId: string): Promise<string> {
  const { rows } = await world.owner.query<{ email: string }>('select email from users where id = $1', [
    userId,
  ]);
  return rows[0]!.email;
}

/** A colleague with whom nothing else is measured. */
async function newColleague({ owner, samples }: World): Promise<{ userId: string; memberId: string }> {
  const [userId, memberId] = [newId(), newId()];
  const address = `${userId}@example.org`;
  await owner.query('insert into users (id, name, email) values ($1, $2, $3)', [
    userId,
    'A Colleague',
    address,
  ]);
  await owner.query('insert into members (organization_id, id, user_id, role) values ($1, $2, $3, $4)', [
    samples.organizationId,
    memberId,
    userId,
    'practitioner',
  ]);
  return { userId, memberId };
}

type Invited = { email?: string; clientId?: string };

/** An open invitation, for somebody new unless said otherwise, and the secret of its link. */
async function newInvitation({ owner, samples }: World, { email, clientId }: Invited = {}): Promise<string> {
  const token = newToken();
  await owner.query(
    `insert into invitations (organization_id, id, email, role, client_id, token_hash, expires_at)
      values ($1, $2, $3, $4, $5, $6, '2199-01-01')`,
    [
      samples.organizationId,
      newId(),
      email ?? `new.${newId()}@example.org`,
      clientId ? 'client' : 'practitioner',
      clientId ?? null,
      hashOfToken(token),
    ],
  );
  return token;
}

/** A client without a login, whom nothing else invites. */
async function newClient({ owner, samples }: World): Promise<string> {
  const id = newId();
  await owner.query(
    `insert into clients (organization_id, id, name, search_text, time_zone) values ($1, $2, 'Somebody New', 'somebody new', 'UTC')`,
    [samples.organizationId, id],
  );
  return id;
}

/** The address of somebody who can sign in and belongs to no organization yet. */
async function newLogin({ owner }: World): Promise<string> {
  const [userId, email] = [newId(), `login.${newId()}@example.org`];
  await owner.query('insert into users (id, name, email) values ($1, $2, $3)', [userId, 'Somebody', email]);
  await owner.query(
    `insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', $4)`,
    [newId(), userId, userId, await hashPassword(SCALE_PASSWORD)],
  );
  return email;
}

/** The address of somebody who can sign in and is a member already. */
async function newMember(world: World): Promise<string> {
  const email = await newLogin(world);
  await world.owner.query(
    `insert into members (organization_id, id, user_id, role) select $1, $2, id, 'practitioner' from users where email = $3`,
    [world.samples.organizationId, newId(), email],
  );
  return email;
}

const accept = (world: World, token: string) =>
  world.app.send(null, 'POST', '/invitations/accept', {
    token,
    name: 'A Colleague',
    password: SCALE_PASSWORD,
  });

/** A link by which a colleague sets a password. */
async function newResetLink(world: World): Promise<string> {
  const { userId } = await newColleague(world);
  const token = newToken();
  await world.owner.query(
    `insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', '')`,
    [newId(), userId, userId],
  );
  await world.owner.query(
    `insert into verifications (id, identifier, value, expires_at) values ($1, $2, $3, '2199-01-01')`,
    [newId(), `password-reset:${hashOfToken(token)}`, userId],
  );
  return token;
}

/** One more device of a user; its id also signs in. */
async function newSession({ owner }: World, userId: string): Promise<string> {
  const id = newId();
  const values = [id, userId, tokenOf(id)];
  await owner.query(
    `insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, '2199-01-01')`,
    values,
  );
  return id;
}

const anyUser = ({ samples }: World, round: number): string => inTurn(samples.clients, round).userId;

const members: Scenario[] = [
  scenario('POST /members/invitations', 'any', {
    act: (world) =>
      asOwner(world, 'POST', '/members/invitations', {
        email: `c.${newId()}@example.org`,
        role: 'practitioner',
      }),
  }),
  scenario('DELETE /members/invitations/:invitationId', 'any', {
    prepare: async (world) =>
      bodyOf<Page<{ id: string }>>(await asOwner(world, 'GET', '/members/invitations')).items[0]!.id,
    act: (world, _round, id) => asOwner(world, 'DELETE', `/members/invitations/${id}`),
  }),
  scenario('PATCH /members/:memberId', 'any', {
    prepare: newColleague,
    act: (world, _round, { memberId }) => asOwner(world, 'PATCH', `/members/${memberId}`, { role: 'admin' }),
  }),
  scenario('DELETE /members/:memberId', 'any', {
    prepare: newColleague,
    act: (world, _round, { memberId }) => asOwner(world, 'DELETE', `/members/${memberId}`),
  }),
];

const SETTINGS = Object.entries({
  name: 'A large organization',
  timeZone: 'Europe/Madrid',
  entryWindowDays: 7,
  silentDays: 4,
});

/** Every set of settings that can be changed at once is a statement of its own. */
const settings = subsetsOf(SETTINGS)
  .filter((set) => set.length > 0)
  .map((set) => Object.fromEntries(set))
  .map((changes) =>
    scenario('PATCH /organization', Object.keys(changes).join(', '), {
      prepare: async (world) => bodyOf<Organization>(await asOwner(world, 'GET', '/organization')).revision,
      act: (world, _round, revision) => asOwner(world, 'PATCH', '/organization', { revision, ...changes }),
    }),
  );

const logins: Scenario[] = [
  scenario('POST /session', 'password', {
    prepare: (world, round) => addressOf(world, anyUser(world, round)),
    act: (world, _round, email) =>
      world.app.send(null, 'POST', '/session', { email, password: SCALE_PASSWORD }),
  }),
  scenario('DELETE /session', 'any', {
    prepare: (world, round) => newSession(world, anyUser(world, round)),
    act: (world, _round, session) => world.app.send(session, 'DELETE', '/session'),
  }),
  scenario('DELETE /sessions/:sessionId', 'another device', {
    prepare: (world, round) => newSession(world, anyUser(world, round)),
    act: (world, round, id) => world.app.send(anyUser(world, round), 'DELETE', `/sessions/${id}`),
  }),
  scenario('PUT /session/organization', 'the same', {
    act: (world, round) => {
      const { organizationId } = world.samples;
      return world.app.send(anyUser(world, round), 'PUT', '/session/organization', { organizationId });
    },
  }),
  scenario('POST /password-resets', 'known', {
    prepare: (world, round) => addressOf(world, anyUser(world, round)),
    act: (world, _round, email) => world.app.send(null, 'POST', '/password-resets', { email }),
  }),
  scenario('POST /password-resets/complete', 'any', {
    prepare: newResetLink,
    act: (world, _round, token) =>
      world.app.send(null, 'POST', '/password-resets/complete', { token, password: SCALE_PASSWORD }),
  }),
  scenario('POST /invitations/preview', 'any', {
    prepare: (world) => newInvitation(world),
    act: (world, _round, token) => world.app.send(null, 'POST', '/invitations/preview', { token }),
  }),
  scenario('POST /invitations/accept', 'new login', {
    prepare: (world) => newInvitation(world),
    act: (world, _round, token) => accept(world, token),
  }),
  scenario('POST /invitations/accept', 'client', {
    prepare: async (world) => newInvitation(world, { clientId: await newClient(world) }),
    act: (world, _round, token) => accept(world, token),
  }),
  scenario('POST /invitations/accept', 'known login', {
    prepare: async (world) => newInvitation(world, { email: await newLogin(world) }),
    act: (world, _round, token) => accept(world, token),
  }),
  // Somebody who is a member already.
  scenario('POST /invitations/accept', 'refused', {
    prepare: async (world) => newInvitation(world, { email: await newMember(world) }),
    act: (world, _round, token) => accept(world, token),
  }),
];

/** Members, invitations, settings and sign-ins. */
export const writeOrganization: readonly Scenario[] = [...members, ...settings, ...logins];
