import type { ClientSummary, Page } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { bodyOf, inTurn, type Scenario, scenario, subsetsOf, type World } from './scenario.ts';

const get = (world: World, userId: string, path: string) => world.app.send(userId, 'GET', path);
const WORDS = ['garcia', 'muller', 'ana', 'wei', 'o’brien', 'yilmaz', 'client.9', 'a', 'zzz', 'nina kow'];

const lists = (['owner', 'busiest', 'typical'] as const).flatMap((who): Scenario[] => {
  const user = ({ samples }: World) =>
    ({ owner: samples.ownerUserId, busiest: samples.busiestUserId, typical: samples.typicalUserId })[who];
  return [
    scenario('GET /clients', `first page, ${who}`, { act: (world) => get(world, user(world), '/clients') }),
    scenario('GET /clients', `page of 100, ${who}`, {
      act: (world) => get(world, user(world), '/clients?limit=100'),
    }),
    scenario('GET /clients', `search, ${who}`, {
      act: (world, round) =>
        get(world, user(world), `/clients?search=${encodeURIComponent(inTurn(WORDS, round))}`),
    }),
    scenario('GET /clients', `any position, ${who}`, {
      act: (world, round) =>
        get(world, user(world), `/clients?cursor=${inTurn(world.samples.cursors.clients, round)}&limit=50`),
    }),
    scenario('GET /clients', `search from a position, ${who}`, {
      act: (world, round) =>
        get(
          world,
          user(world),
          `/clients?cursor=${inTurn(world.samples.cursors.clients, round)}&search=${encodeURIComponent(inTurn(WORDS, round))}`,
        ),
    }),
    scenario('GET /clients', `archived, ${who}`, {
      act: (world) => get(world, user(world), '/clients?status=archived'),
    }),
    scenario('GET /clients', `search archived from a position, ${who}`, {
      act: (world, round) =>
        get(
          world,
          user(world),
          `/clients?status=archived&cursor=${inTurn(world.samples.cursors.archived, round)}&search=${encodeURIComponent(inTurn(WORDS, round))}`,
        ),
    }),
    scenario('GET /practitioner/today', who, {
      act: (world) => get(world, user(world), '/practitioner/today'),
    }),
  ];
});

const records = [
  ['GET /clients/:clientId', ''],
  ['GET /clients/:clientId/day', '/day'],
  ['GET /clients/:clientId/adherence', '/adherence'],
  ['GET /clients/:clientId/assignments', '/assignments'],
  ['GET /clients/:clientId/check-ins', '/check-ins'],
].flatMap(([route = '', path]): Scenario[] => [
  scenario(route, 'by a practitioner', {
    act: (world, round) => {
      const { clientId, practitionerUserId } = inTurn(world.samples.clients, round);
      return get(world, practitionerUserId, `/clients/${clientId}${path}`);
    },
  }),
  scenario(route, 'by an owner, 400 days', {
    act: (world) =>
      get(world, world.samples.ownerUserId, `/clients/${world.samples.longest.clientId}${path}`),
  }),
]);

const day = (world: World, back: number) => addDays(new Date(world.nowMs).toISOString().slice(0, 10), -back);

const histories: Scenario[] = [
  scenario('GET /clients/:clientId/check-ins', 'one assignment', {
    act: (world, round) => {
      const { clientId, assignmentId, practitionerUserId } = inTurn(world.samples.clients, round);
      return get(
        world,
        practitionerUserId,
        `/clients/${clientId}/check-ins?assignmentId=${assignmentId}&limit=100`,
      );
    },
  }),
  scenario('GET /clients/:clientId/check-ins', 'old dates of 400 days', {
    act: (world, round) => {
      const { samples } = world;
      const [from, to] = [day(world, 400 - (round % 10) * 10), day(world, 300)];
      return get(
        world,
        samples.ownerUserId,
        `/clients/${samples.longest.clientId}/check-ins?from=${from}&to=${to}`,
      );
    },
  }),
  scenario('GET /clients/:clientId/check-ins', 'later page of 400 days', {
    prepare: async (world) => {
      const { ownerUserId, longest } = world.samples;
      const page = await get(world, ownerUserId, `/clients/${longest.clientId}/check-ins?limit=100`);
      return bodyOf<Page<ClientSummary>>(page).nextCursor;
    },
    act: (world, _round, cursor) => {
      const { ownerUserId, longest } = world.samples;
      return get(world, ownerUserId, `/clients/${longest.clientId}/check-ins?limit=100&cursor=${cursor}`);
    },
  }),
  scenario('GET /clients/:clientId/day', 'a day back', {
    act: (world, round) => {
      const { clientId, practitionerUserId } = inTurn(world.samples.clients, round);
      return get(world, practitionerUserId, `/clients/${clientId}/day?date=${day(world, 3)}`);
    },
  }),
];

const own = [
  ['GET /me/day', '/me/day'],
  ['GET /me/adherence', '/me/adherence'],
  ['GET /me/client', '/me/client'],
].flatMap(([route = '', path = '']): Scenario[] => [
  scenario(route, 'any client', {
    act: (world, round) => get(world, inTurn(world.samples.clients, round).userId, path),
  }),
  scenario(route, '400 days', { act: (world) => get(world, world.samples.longest.userId, path) }),
]);

const plans = [0, 300].map((back) =>
  scenario('GET /me/plan', back === 0 ? 'this month' : 'a month long ago, 400 days', {
    act: (world, round) => {
      const { clients, longest } = world.samples;
      const { userId } = back === 0 ? inTurn(clients, round) : longest;
      return get(world, userId, `/me/plan?from=${day(world, back + 20)}&to=${day(world, back - 9)}`);
    },
  }),
);

const dayBack = scenario('GET /me/day', 'a day back', {
  act: (world, round) =>
    get(world, inTurn(world.samples.clients, round).userId, `/me/day?date=${day(world, 2)}`),
});

const FILTERS = ['assignment', 'from', 'to', 'cursor'];

/** Every set of filters that a history can have is a statement of its own. */
const filtered = subsetsOf(FILTERS).map((filters) =>
  scenario('GET /clients/:clientId/check-ins', `filtered by ${filters.join(', ') || 'nothing'}`, {
    prepare: async (world, round) => {
      const { clientId, assignmentId, practitionerUserId } = inTurn(world.samples.clients, round);
      const path = `/clients/${clientId}/check-ins`;
      const page = await get(world, practitionerUserId, `${path}?limit=5`);
      const values: Record<string, string> = {
        assignment: `assignmentId=${assignmentId}`,
        from: `from=${day(world, 20)}`,
        to: `to=${day(world, 2)}`,
        cursor: `cursor=${bodyOf<Page<unknown>>(page).nextCursor}`,
      };
      const query = filters.map((filter) => values[filter]).join('&');
      return { practitionerUserId, path: `${path}?${query}` };
    },
    act: (world, _round, { practitionerUserId, path }) => get(world, practitionerUserId, path),
  }),
);

/** Lists of clients, records, days and adherence, as owners, practitioners and clients see them. */
export const readClients: readonly Scenario[] = [
  ...lists,
  ...records,
  ...histories,
  ...filtered,
  ...own,
  ...plans,
  dayBack,
];
