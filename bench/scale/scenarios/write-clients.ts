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

/** Records, care teams, invitations and settings of clients. */
export const writeClients: readonly Scenario[] = [
  scenario('POST /clients', 'by a practitioner', {
    act: (world) => {
      const body = { id: newId(), name: 'Somebody New', email: null, timeZone: 'Europe/Madrid' };
      return world.app.send(world.samples.busiestUserId, 'POST', '/clients', body);
    },
  }),
  scenario('PUT /clients/:clientId', 'any', {
    prepare: async (world, round) => {
      const { clientId } = inTurn(world.samples.clients, round);
      return bodyOf<Client>(await asOwner(world, 'GET', `/clients/${clientId}`));
    },
    act: (world, _round, client) =>
      asOwner(world, 'PUT', `/clients/${client.id}`, { ...record(client), revision: client.revision }),
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
  scenario('PUT /clients/:clientId/care-team', 'any', {
    act: (world, round) => {
      const memberIds = [0, 1].map((offset) => inTurn(world.samples.memberIds, round, offset));
      return asOwner(world, 'PUT', `/clients/${inTurn(world.samples.strangers, round).clientId}/care-team`, {
        memberIds,
      });
    },
  }),
  scenario('PATCH /me/client', 'any', {
    act: (world, round) =>
      world.app.send(inTurn(world.samples.clients, round).userId, 'PATCH', '/me/client', {
        units: round % 2 === 0 ? 'imperial' : 'metric',
      }),
  }),
];
