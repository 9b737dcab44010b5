import type { Protocol, ProtocolContent } from '@healthprotocol/contracts';
import { newId } from '../../../apps/api/src/platform/ids.ts';
import { bodyOf, inTurn, type Scenario, scenario, type World } from './scenario.ts';

const asOwner = (world: World, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
  world.app.send(world.samples.ownerUserId, method, path, body);

async function contentOf(world: World, round: number): Promise<ProtocolContent> {
  const { id } = inTurn(world.samples.published, round);
  return bodyOf<Protocol>(await asOwner(world, 'GET', `/protocols/${id}`)).latest!.content;
}

const titled = (content: ProtocolContent) => ({ ...content, title: `Measured ${newId()}` });

async function newDraft(world: World, round: number): Promise<string> {
  const id = newId();
  bodyOf(await asOwner(world, 'POST', '/protocols', { id, content: titled(await contentOf(world, round)) }));
  return id;
}

async function newProtocol(world: World, round: number): Promise<string> {
  const id = await newDraft(world, round);
  bodyOf(await asOwner(world, 'POST', `/protocols/${id}/publish`, { revision: 1 }));
  return id;
}

/** Drafts, publishing, copying and retiring. */
export const writeProtocols: readonly Scenario[] = [
  scenario('POST /protocols', 'any', {
    prepare: contentOf,
    act: (world, _round, content) =>
      asOwner(world, 'POST', '/protocols', { id: newId(), content: titled(content) }),
  }),
  scenario('PUT /protocols/:protocolId/draft', 'first', {
    prepare: async (world, round) => ({
      id: await newProtocol(world, round),
      content: await contentOf(world, round),
    }),
    act: (world, _round, { id, content }) =>
      asOwner(world, 'PUT', `/protocols/${id}/draft`, { revision: 0, content: titled(content) }),
  }),
  scenario('PUT /protocols/:protocolId/draft', 'again', {
    prepare: async (world, round) => ({
      id: await newDraft(world, round),
      content: await contentOf(world, round),
    }),
    act: (world, _round, { id, content }) =>
      asOwner(world, 'PUT', `/protocols/${id}/draft`, { revision: 1, content: titled(content) }),
  }),
  scenario('DELETE /protocols/:protocolId/draft', 'never published', {
    prepare: newDraft,
    act: (world, _round, id) => asOwner(world, 'DELETE', `/protocols/${id}/draft`),
  }),
  scenario('DELETE /protocols/:protocolId/draft', 'published', {
    prepare: async (world, round) => {
      const id = await newProtocol(world, round);
      const body = { revision: 0, content: titled(await contentOf(world, round)) };
      bodyOf(await asOwner(world, 'PUT', `/protocols/${id}/draft`, body));
      return id;
    },
    act: (world, _round, id) => asOwner(world, 'DELETE', `/protocols/${id}/draft`),
  }),
  scenario('POST /protocols/:protocolId/publish', 'any', {
    prepare: newDraft,
    act: (world, _round, id) => asOwner(world, 'POST', `/protocols/${id}/publish`, { revision: 1 }),
  }),
  scenario('POST /protocols/:protocolId/copy', 'any', {
    act: (world, round) =>
      asOwner(world, 'POST', `/protocols/${inTurn(world.samples.published, round).id}/copy`, {
        id: newId(),
        title: `Copied ${newId()}`,
      }),
  }),
  scenario('POST /protocols/:protocolId/retire', 'any', {
    prepare: newProtocol,
    act: (world, _round, id) => asOwner(world, 'POST', `/protocols/${id}/retire`),
  }),
  scenario('PUT /protocols/:protocolId/versions/:version', 'refused', {
    act: (world, round) =>
      asOwner(world, 'PUT', `/protocols/${inTurn(world.samples.published, round).id}/versions/1`, {}),
  }),
];
