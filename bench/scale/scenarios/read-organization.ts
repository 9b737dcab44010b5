import type { Page } from '@healthprotocol/contracts';
import { bodyOf, inTurn, type Scenario, scenario, type World } from './scenario.ts';

const asOwner = (world: World, path: string) => world.app.send(world.samples.ownerUserId, 'GET', path);

const pages = ['/members', '/members/invitations'].flatMap((path): Scenario[] => [
  scenario(`GET ${path}`, 'first page', { act: (world) => asOwner(world, path) }),
  scenario(`GET ${path}`, 'next page', {
    prepare: async (world) => bodyOf<Page<unknown>>(await asOwner(world, `${path}?limit=5`)).nextCursor,
    act: (world, _round, cursor) => asOwner(world, cursor ? `${path}?cursor=${cursor}` : path),
  }),
]);

/** Members, invitations, the organization and sessions. */
export const readOrganization: readonly Scenario[] = [
  ...pages,
  scenario('GET /organization', 'any client', {
    act: (world, round) =>
      world.app.send(inTurn(world.samples.clients, round).userId, 'GET', '/organization'),
  }),
  scenario('GET /session', 'any client', {
    act: (world, round) => world.app.send(inTurn(world.samples.clients, round).userId, 'GET', '/session'),
  }),
  scenario('GET /session', 'owner', { act: (world) => asOwner(world, '/session') }),
  scenario('GET /sessions', 'any client', {
    act: (world, round) => world.app.send(inTurn(world.samples.clients, round).userId, 'GET', '/sessions'),
  }),
];
