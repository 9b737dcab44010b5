import type { Assignment } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { newId } from '../../../apps/api/src/platform/ids.ts';
import { bodyOf, inTurn, type Scenario, scenario, type World } from './scenario.ts';

const today = (world: World) => new Date(world.nowMs).toISOString().slice(0, 10);
const asOwner = (world: World, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  world.app.send(world.samples.ownerUserId, method, path, body);

/** Gives clients an assignment of their own, so that changing it changes nobody else's measurement. */
async function assign(
  world: World,
  round: number,
  offset: number,
  startDate: string,
  protocolId?: string,
): Promise<string> {
  const { clientId } = inTurn(world.samples.assignable, round, offset);
  const protocol = world.samples.published.find(({ versions }) => versions > 1)!;
  const assignmentId = newId();
  const body = {
    protocolId: protocolId ?? protocol.id,
    version: 1,
    startDate,
    clients: [{ assignmentId, clientId, blockReason: 'Only measured, not a person' }],
  };
  bodyOf(await asOwner(world, 'POST', '/assignments', body));
  return assignmentId;
}

/** What an assignment to some of the clients, from today on, is asked for with. */
function assignmentTo(clients: readonly { clientId: string }[], world: World, round: number): object {
  return {
    protocolId: inTurn(world.samples.published, round, 20).id,
    version: 1,
    startDate: today(world),
    clients: clients.map(({ clientId }) => ({
      assignmentId: newId(),
      clientId,
      blockReason: 'Only measured, not a person',
    })),
  };
}

const someClients = ({ samples }: World, round: number, count: number) =>
  Array.from({ length: Math.min(count, samples.assignable.length) }, (_, index) =>
    inTurn(samples.assignable, round, index),
  );

const creating = [1, 100].map(
  (count): Scenario =>
    scenario('POST /assignments', `to ${count}`, {
      act: (world, round) =>
        asOwner(world, 'POST', '/assignments', assignmentTo(someClients(world, round, count), world, round)),
    }),
);

const byPractitioner: Scenario[] = [
  scenario('POST /assignments', 'by a practitioner', {
    act: (world, round) => {
      const client = inTurn(world.samples.assignable, round);
      const body = assignmentTo([client], world, round);
      return world.app.send(client.practitionerUserId, 'POST', '/assignments', body);
    },
  }),
  scenario('GET /assignments/:assignmentId', 'by a practitioner', {
    act: (world, round) => {
      const { practitionerUserId, assignmentId } = inTurn(world.samples.clients, round);
      return world.app.send(practitionerUserId, 'GET', `/assignments/${assignmentId}`);
    },
  }),
  scenario('PUT /assignments/:assignmentId/overrides', 'by a practitioner', {
    prepare: (world, round) => assign(world, round, 100, addDays(today(world), -2)),
    act: (world, round, id) => {
      const { practitionerUserId } = inTurn(world.samples.assignable, round, 100);
      const body = { fromDate: today(world), overrides: [] };
      return world.app.send(practitionerUserId, 'PUT', `/assignments/${id}/overrides`, body);
    },
  }),
  scenario('POST /assignments/safety-checks', 'by a practitioner', {
    act: (world, round) => {
      const { practitionerUserId, clientId } = inTurn(world.samples.clients, round);
      const { id: protocolId } = inTurn(world.samples.published, round);
      const body = { protocolId, version: 1, clientIds: [clientId] };
      return world.app.send(practitionerUserId, 'POST', '/assignments/safety-checks', body);
    },
  }),
];

const changes = (
  [
    ['POST', '/pause', () => ({})],
    ['POST', '/stop', () => ({ reason: 'Only measured' })],
    ['PUT', '/overrides', (world: World) => ({ fromDate: today(world), overrides: [] })],
    [
      'PUT',
      '/version',
      (world: World) => ({ fromDate: today(world), version: 2, blockReason: 'Only measured, not a person' }),
    ],
  ] as const
).map(
  ([method, path, body]): Scenario =>
    scenario(`${method} /assignments/:assignmentId${path}`, 'any', {
      prepare: (world, round) => assign(world, round, 100, addDays(today(world), -2)),
      act: (world, _round, id) => asOwner(world, method, `/assignments/${id}${path}`, body(world)),
    }),
);

/** Assigning and what changes an assignment afterwards. */
export const writeAssignments: readonly Scenario[] = [
  ...creating,
  ...byPractitioner,
  ...changes,
  scenario('POST /assignments/:assignmentId/resume', 'any', {
    prepare: async (world, round) => {
      const id = await assign(world, round, 140, addDays(today(world), -2));
      bodyOf<Assignment>(await asOwner(world, 'POST', `/assignments/${id}/pause`, {}));
      return id;
    },
    act: (world, _round, id) => asOwner(world, 'POST', `/assignments/${id}/resume`, {}),
  }),
  scenario('GET /assignments/:assignmentId', 'any', {
    act: (world, round) =>
      asOwner(world, 'GET', `/assignments/${inTurn(world.samples.clients, round).assignmentId}`),
  }),
  ...[1, 100].map((count) =>
    scenario('POST /assignments/safety-checks', `${count} clients`, {
      act: (world, round) => {
        const { id: protocolId } = inTurn(world.samples.published, round);
        const clientIds = someClients(world, round, count).map(({ clientId }) => clientId);
        return asOwner(world, 'POST', '/assignments/safety-checks', { protocolId, version: 1, clientIds });
      },
    }),
  ),
];
