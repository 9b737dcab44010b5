import type { Client } from '@healthprotocol/contracts';
import { newId } from '../../../apps/api/src/platform/ids.ts';
import { bodyOf, inTurn, type Scenario, scenario, type World } from './scenario.ts';

const asOwner = (world: World, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  world.app.send(world.samples.ownerUserId, method, path, body);

const record = (client: Client) => ({
  name: client.name,
  email: client.email,
  birthDate: client.birthDate,
  pregnancyStatus: client.pregnancyStatus,
  conditions: client.conditions,
  medications: client.medications,
  allergies: client.allergies,
  timeZone: client.timeZone,
  dayStartHour: client.dayStartHour,
  units: client.units,
});

const createClient = (world: World, id: string) =>
  world.app.send(world.samples.busiestUserId, 'POST', '/clients', {
    id,
    name: 'Somebody New',
    email: null,
    timeZone: 'Europe/Madrid',
  });

/** Records, care teams, invitations and settings of clients. */
export const writeClients: readonly Scenario[] = [
  scenario('POST /clients', 'by a practitioner', { act: (world) => createClient(world, newId()) }),
  scenario('PUT /clients/:clientId', 'any', {
    prepare: async (world, round) => {
      const { clientId } = inTurn(world.samples.clients, round);
      return bodyOf<Client>(await asOwner(world, 'GET', `/clients/${clientId}`));
    },
    act: (world, _round, client) =>
      asOwner(world, 'PUT', `/clients/${client.id}`, { ...record(client), revision: client.revision }),
  }),
  scenario('PUT /clients/:clientId', 'by a practitioner', {
    prepare: async (world, round) => {
      const { clientId, practitionerUserId } = inTurn(world.samples.clients, round);
      const answer = await world.app.send(practitionerUserId, 'GET', `/clients/${clientId}`);
      return { practitionerUserId, client: bodyOf<Client>(answer) };
    },
    act: (world, _round, { practitionerUserId, client }) =>
      world.app.send(practitionerUserId, 'PUT', `/clients/${client.id}`, {
        ...record(client),
        revision: client.revision,
      }),
  }),
  scenario('POST /clients/:clientId/archive', 'any', {
    act: (world, round) =>
      asOwner(world, 'POST', `/clients/${inTurn(world.samples.strangers, round).clientId}/archive`),
  }),
  scenario('POST /clients/:clientId/restore', 'any', {
    act: (world, round) =>
      asOwner(world, 'POST', `/clients/${inTurn(world.samples.strangers, round).clientId}/restore`),
  }),
  scenario('POST /clients/:clientId/invitation', 'any', {
    act: (world, round) => {
      const { clientId } = inTurn(world.samples.strangers, round);
      const email = `invited.${newId()}@example.org`;
      return asOwner(world, 'POST', `/clients/${clientId}/invitation`, { email });
    },
  }),
  scenario('POST /clients/:clientId/invitation', 'by a practitioner', {
    prepare: async (world) => bodyOf<Client>(await createClient(world, newId())).id,
    act: (world, _round, id) => {
      const email = `invited.${newId()}@example.org`;
      return world.app.send(world.samples.busiestUserId, 'POST', `/clients/${id}/invitation`, { email });
    },
  }),
  scenario('PUT /clients/:clientId/care-team', 'any', {
    act: (world, round) => {
      const memberIds = [0, 1].map((offset) => inTurn(world.samples.memberIds, round, offset));
      return asOwner(world, 'PUT', `/clients/${inTurn(world.samples.strangers, round).clientId}/care-team`, {
        memberIds,
      });
    },
  }),
  scenario('PUT /clients/:clientId/care-team', 'nobody', {
    act: (world, round) => {
      const { clientId } = inTurn(world.samples.strangers, round);
      return asOwner(world, 'PUT', `/clients/${clientId}/care-team`, { memberIds: [] });
    },
  }),
  scenario('PATCH /me/client', 'any', {
    act: (world, round) =>
      world.app.send(inTurn(world.samples.clients, round).userId, 'PATCH', '/me/client', {
        units: round % 2 === 0 ? 'imperial' : 'metric',
      }),
  }),
];
