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
  const { clientId } = inTurn(world.samples.clients, round, offset);
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

const creating = [1, 200].map(
  (count): Scenario =>
    scenario('POST /assignments', `to ${count}`, {
      act: (world, round) => {
        const clients = Array.from({ length: Math.min(count, world.samples.clients.length) }, (_, index) => ({
          assignmentId: newId(),
          clientId: inTurn(world.samples.clients, round, index).clientId,
          blockReason: 'Only measured, not a person',
        }));
        const protocolId = inTurn(world.samples.published, round, 20).id;
        return asOwner(world, 'POST', '/assignments', {
          protocolId,
          version: 1,
          startDate: today(world),
          clients,
        });
      },
    }),
);

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
  ...[1, 200].map((count) =>
    scenario('POST /assignments/safety-checks', `${count} clients`, {
      act: (world, round) => {
        const { id: protocolId } = inTurn(world.samples.published, round);
        const clientIds = Array.from(
          { length: Math.min(count, world.samples.clients.length) },
          (_, index) => inTurn(world.samples.clients, round, index).clientId,
        );
        return asOwner(world, 'POST', '/assignments/safety-checks', { protocolId, version: 1, clientIds });
      },
    }),
  ),
];
