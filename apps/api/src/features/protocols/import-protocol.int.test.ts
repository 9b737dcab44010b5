import type { Protocol } from '@healthprotocol/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { protocolContent } from '../../../test/protocol-factories.ts';
import { inTenantTransaction } from '../../platform/db/tenant-transaction.ts';
import { importProtocol } from './index.ts';

let test: TestApp;
let author: SignedInMember;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  author = await signInAs(test, await createOrganization(test), 'owner');
});

const library = { key: 'walk', checkedOn: '2026-11-01' };
const first = protocolContent({ title: 'Walk every day', library });
const second = protocolContent({ title: 'Walk twice a day', library });

function bringIn(content = first, publish = false) {
  const origin = { actor: null, requestId: 'import', ipAddress: null };
  const by = { memberId: author.memberId, now: new Date('2026-11-23T12:00:00Z') };
  return inTenantTransaction(test.db, author.organizationId, origin, (tx) =>
    importProtocol(tx, { content, publish, ...by }),
  );
}

const get = async (id: string) => (await author.request('GET', `/protocols/${id}`)).json<Protocol>();
const save = (id: string, revision: number, title: string) =>
  author.request('PUT', `/protocols/${id}/draft`, { revision, content: { ...first, title } });

async function auditTypesOf(id: string) {
  const query = test.owner
    .selectFrom('audit_events')
    .select(['type', 'actor_user_id'])
    .where('subject_id', '=', id);
  return (await query.orderBy('id').execute()).map(({ type }) => type);
}

describe('importing a protocol', () => {
  it('makes a draft, which comes from the library, with its rich text sanitised', async () => {
    const { id, ...result } = await bringIn({ ...first, content: '<p onclick="x">a</p>' });
    expect(result).toEqual({ outcome: 'created', version: null });
    expect(await get(id)).toMatchObject({
      status: 'draft',
      draft: { content: { content: '<p>a</p>', library } },
    });
    const list = await author.request('GET', '/protocols');
    expect(list.json()).toMatchObject({ items: [{ id, fromLibrary: true }] });
    expect(await auditTypesOf(id)).toEqual(['protocol.created']);
  });

  it('publishes when asked to, also a draft that an earlier import left', async () => {
    const { id } = await bringIn();
    expect(await bringIn(first, true)).toEqual({ id, outcome: 'unchanged', version: 1 });
    expect(await bringIn(first, true)).toEqual({ id, outcome: 'unchanged', version: null });
    expect(await auditTypesOf(id)).toEqual(['protocol.created', 'protocol.published']);
  });

  it('skips what has not changed since, whatever people made of it', async () => {
    const { id } = await bringIn(first, true);
    await save(id, 0, 'Our own walk');
    expect(await bringIn()).toEqual({ id, outcome: 'unchanged', version: null });
    await author.request('POST', `/protocols/${id}/publish`, { revision: 2 });
    expect(await bringIn(first, true)).toEqual({ id, outcome: 'unchanged', version: null });
    expect(await get(id)).toMatchObject({
      draft: null,
      latest: { version: 2, content: { title: 'Our own walk' } },
    });
  });

  it('makes what has changed the draft of the next version, or the version itself', async () => {
    const { id } = await bringIn(first, true);
    expect(await bringIn(second)).toEqual({ id, outcome: 'changed', version: null });
    expect(await get(id)).toMatchObject({ latest: { version: 1 }, draft: { content: second } });
    expect(await bringIn(second, true)).toEqual({ id, outcome: 'unchanged', version: 2 });
    expect(await bringIn(first, true)).toEqual({ id, outcome: 'changed', version: 3 });
  });

  it('takes its own draft back when the file is again what is published', async () => {
    const { id } = await bringIn(first, true);
    await bringIn(second);
    expect(await bringIn(first)).toEqual({ id, outcome: 'changed', version: null });
    expect(await get(id)).toMatchObject({ latest: { version: 1, content: first }, draft: null });
    await save(id, 0, 'Edited by hand');
    expect(await bringIn(first)).toMatchObject({ id, outcome: 'unchanged' });
    expect((await get(id)).draft?.content.title).toBe('Edited by hand');
  });

  it('does nothing to what people published themselves in the meantime', async () => {
    const { id } = await bringIn(first, true);
    await save(id, 0, second.title);
    await author.request('POST', `/protocols/${id}/publish`, { revision: 2 });
    expect(await bringIn(second, true)).toEqual({ id, outcome: 'unchanged', version: null });
  });

  it('replaces a draft that an import left, but not one that somebody edited', async () => {
    const { id } = await bringIn();
    expect(await bringIn(second)).toMatchObject({ id, outcome: 'changed' });
    await save(id, 2, 'Edited by hand');
    await expect(bringIn(first)).rejects.toMatchObject({ code: 'draft_changed' });
    expect((await get(id)).draft?.content.title).toBe('Edited by hand');
    expect(await bringIn(second)).toMatchObject({ id, outcome: 'unchanged' });
  });

  it('leaves alone what the organization has retired', async () => {
    const { id } = await bringIn(first, true);
    await author.request('POST', `/protocols/${id}/retire`);
    expect(await bringIn(second, true)).toEqual({ id, outcome: 'retired', version: null });
  });

  it('knows a file without a key again by its content', async () => {
    const own = protocolContent({ title: 'Our own' });
    const { id } = await bringIn(own);
    expect(await bringIn(own)).toMatchObject({ id, outcome: 'unchanged' });
    expect(await bringIn(protocolContent({ title: 'Our own, changed' }))).toMatchObject({
      outcome: 'created',
    });
  });

  it('makes one protocol when it happens twice at the same time', async () => {
    const results = await Promise.all([bringIn(), bringIn(), bringIn()]);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['created', 'unchanged', 'unchanged']);
  });

  it('does not publish a protocol without activities', async () => {
    const empty = protocolContent({ title: 'Nothing to do', activities: [] });
    await expect(bringIn(empty, true)).rejects.toMatchObject({ code: 'protocol_empty' });
    expect((await author.request('GET', '/protocols')).json()).toMatchObject({ items: [] });
  });
});
