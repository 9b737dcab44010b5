import type { Protocol } from '@healthprotocol/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { protocolContent } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let author: SignedInMember;
let colleague: SignedInMember;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  const organizationId = await createOrganization(test);
  author = await signInAs(test, organizationId, 'practitioner');
  colleague = await signInAs(test, organizationId, 'practitioner');
});

const content = protocolContent({ title: 'Walk every day' });
const titled = (title: string) => ({ ...content, title });

async function created(sent: object = content): Promise<string> {
  const id = newId();
  const answer = await author.request('POST', '/protocols', { id, content: sent });
  expect(answer.statusCode, answer.body).toBe(201);
  return id;
}
const get = async (id: string) => (await author.request('GET', `/protocols/${id}`)).json<Protocol>();
const save = (by: SignedInMember, id: string, revision: number, sent: object) =>
  by.request('PUT', `/protocols/${id}/draft`, { revision, content: sent });
const publish = (by: SignedInMember, id: string, revision: number, note?: string) =>
  by.request('POST', `/protocols/${id}/publish`, { revision, note });
const codesOf = (answers: { json(): unknown }[]) =>
  answers.map((answer) => (answer.json() as { code?: string }).code ?? 'done').toSorted();

async function auditTypesOf(id: string) {
  const rows = await test.owner
    .selectFrom('audit_events')
    .select('type')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map(({ type }) => type);
}

describe('publishing', () => {
  it('freezes the draft as the next version', async () => {
    const id = await created();
    const answer = await publish(colleague, id, 1, ' First ');
    expect(answer.json<Protocol>()).toMatchObject({
      status: 'published',
      draft: null,
      latest: { version: 1, content, note: 'First', publishedBy: colleague.name },
    });
    await save(author, id, 0, titled('Run'));
    expect((await publish(author, id, 2)).json()).toMatchObject({ latest: { version: 2, note: '' } });
    const types = ['protocol.created', 'protocol.published', 'protocol.changed', 'protocol.published'];
    expect(await auditTypesOf(id)).toEqual(types);
  });

  it('is refused without activities, and says where they are missing', async () => {
    const id = await created({ ...content, activities: [] });
    expect((await publish(author, id, 1)).json()).toMatchObject({
      ...{ status: 422, code: 'protocol_empty', issues: [{ path: 'content.activities' }] },
    });
    expect((await get(id)).latest).toBeNull();
  });

  it('is refused when nothing changed', async () => {
    const id = await created();
    await publish(author, id, 1);
    await save(author, id, 0, content);
    expect((await publish(author, id, 2)).json()).toMatchObject({ status: 409, code: 'protocol_unchanged' });
    expect((await get(id)).draft).not.toBeNull();
  });

  it('is refused when somebody saved meanwhile, when there is no draft, and when the protocol is retired', async () => {
    const id = await created();
    await save(colleague, id, 1, titled('Run'));
    expect((await publish(author, id, 1)).json()).toMatchObject({ status: 409, code: 'draft_changed' });
    await publish(author, id, 2);
    expect((await publish(author, id, 2)).json()).toMatchObject({ status: 409, code: 'protocol_not_draft' });
    await author.request('POST', `/protocols/${id}/retire`);
    expect((await publish(author, id, 2)).json()).toMatchObject({ status: 409, code: 'protocol_retired' });
  });

  it('lets one of two people win, and a save at the same time is either in it or refused', async () => {
    const id = await created();
    const answers = await Promise.all([
      publish(author, id, 1),
      publish(colleague, id, 1),
      save(author, id, 1, titled('Run')),
    ]);
    const { latest, draft } = await get(id);
    if (draft) {
      expect(draft.content.title).toBe('Run');
      expect(latest).toBeNull();
      expect(codesOf(answers)).toEqual(['done', 'draft_changed', 'draft_changed']);
    } else {
      expect(latest).toMatchObject({ version: 1, content });
      expect(codesOf(answers)).toEqual(['done', 'draft_changed', 'protocol_not_draft']);
    }
  });
});

describe('retiring', () => {
  it('is for published protocols, once', async () => {
    const id = await created();
    const retire = () => author.request('POST', `/protocols/${id}/retire`);
    expect((await retire()).json()).toMatchObject({ status: 409, code: 'protocol_not_published' });
    await publish(author, id, 1);
    expect((await retire()).json()).toMatchObject({ status: 'retired', latest: { version: 1 } });
    expect((await retire()).json()).toMatchObject({ status: 409, code: 'protocol_retired' });
    expect((await auditTypesOf(id)).at(-1)).toBe('protocol.retired');
  });
});

describe('copying', () => {
  it('starts a draft from the newest version, which is no longer the library’s', async () => {
    const id = await created({ ...content, library: { key: 'walk', checkedOn: '2026-11-01' } });
    await publish(author, id, 1);
    await save(author, id, 0, titled('Not this'));
    const copyId = newId();
    const copy = () => author.request('POST', `/protocols/${id}/copy`, { id: copyId, title: 'Our walk' });
    const [answer, again] = [await copy(), await copy()];
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      ...{ id: copyId, status: 'draft', latest: null },
      draft: { revision: 1, content: { ...content, title: 'Our walk', library: null } },
    });
    expect(again.json()).toEqual(answer.json());
    expect(await auditTypesOf(copyId)).toEqual(['protocol.copied']);
  });

  it('copies the draft before the first version, and refuses the id of another protocol', async () => {
    const id = await created();
    const answer = await author.request('POST', `/protocols/${id}/copy`, { id: newId(), title: 'Our walk' });
    expect(answer.json()).toMatchObject({ draft: { content: { title: 'Our walk' } } });
    const conflict = await author.request('POST', `/protocols/${id}/copy`, { id, title: 'Our walk' });
    expect(conflict.json()).toMatchObject({ status: 409, code: 'id_conflict' });
    const invalid = await author.request('POST', `/protocols/${id}/copy`, { id: 'x', title: 'Hi' });
    expect(invalid.json<{ issues: unknown[] }>().issues).toHaveLength(2);
  });
});
