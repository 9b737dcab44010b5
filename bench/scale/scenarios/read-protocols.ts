import { inTurn, type Scenario, scenario, type World } from './scenario.ts';

const get = (world: World, path: string) => world.app.send(world.samples.ownerUserId, 'GET', path);
const WORDS = ['asthma', 'night service', 'iron', 'old town 99', 'a', 'zzz', '42'];

const filters = [
  '',
  'status=published',
  'status=draft',
  'status=retired',
  'category=other',
  'status=published&category=cardiovascular',
];

const lists = filters.flatMap((filter): Scenario[] => [
  scenario('GET /protocols', `first page ${filter}`, { act: (world) => get(world, `/protocols?${filter}`) }),
  scenario('GET /protocols', `search ${filter}`, {
    act: (world, round) =>
      get(world, `/protocols?${filter}&search=${encodeURIComponent(inTurn(WORDS, round))}`),
  }),
  scenario('GET /protocols', `any position ${filter}`, {
    act: (world, round) =>
      get(world, `/protocols?${filter}&limit=50&cursor=${inTurn(world.samples.cursors.protocols, round)}`),
  }),
  scenario('GET /protocols', `search from a position ${filter}`, {
    act: (world, round) => {
      const [cursor, word] = [inTurn(world.samples.cursors.protocols, round), inTurn(WORDS, round)];
      return get(world, `/protocols?${filter}&cursor=${cursor}&search=${encodeURIComponent(word)}`);
    },
  }),
]);

/** The library, single protocols and their versions. */
export const readProtocols: readonly Scenario[] = [
  ...lists,
  scenario('GET /protocols', 'page of 100', { act: (world) => get(world, '/protocols?limit=100') }),
  scenario('GET /protocols/:protocolId', 'any', {
    act: (world, round) => get(world, `/protocols/${inTurn(world.samples.published, round).id}`),
  }),
  scenario('GET /protocols/:protocolId', 'most followed', {
    act: (world, round) => get(world, `/protocols/${inTurn(world.samples.popular.slice(0, 3), round).id}`),
  }),
  scenario('GET /protocols/:protocolId/versions', 'any', {
    act: (world, round) => get(world, `/protocols/${inTurn(world.samples.published, round).id}/versions`),
  }),
  scenario('GET /protocols/:protocolId/versions', 'most followed', {
    act: (world, round) =>
      get(world, `/protocols/${inTurn(world.samples.popular.slice(0, 3), round).id}/versions`),
  }),
  scenario('GET /protocols/:protocolId/versions/:version', 'any', {
    act: (world, round) => get(world, `/protocols/${inTurn(world.samples.published, round).id}/versions/1`),
  }),
  scenario('GET /protocols/:protocolId/differences', 'two versions', {
    act: (world, round) => {
      const several = world.samples.published.filter(({ versions }) => versions > 1);
      return get(world, `/protocols/${inTurn(several, round).id}/differences?from=1&to=2`);
    },
  }),
  scenario('GET /protocols/:protocolId/differences', 'to the draft', {
    act: (world, round) => get(world, `/protocols/${inTurn(world.samples.withDraft, round).id}/differences`),
  }),
];
