import type { Protocol, ProtocolDraft } from '@healthprotocol/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { activity, protocolContent } from '../../../test/protocol-factories.ts';
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

describe('creating a protocol', () => {
  it('keeps everything as a draft, with its rich text sanitised', async () => {
    const full = protocolContent({
      title: 'Walk every day',
      content: '<h2 onclick="x">Why</h2><script>alert(1)</script>',
      phases: [{ id: 'start', title: 'Start', startDay: 1, endDay: 7 }],
      activities: [activity('walk', { phaseId: 'start', instructions: '<b>as text</b>' })],
      tags: ['heart'],
      goals: [{ id: 'far', title: 'Go far', byDay: 30 }],
      evidence: [{ citation: 'WHO guideline', url: 'https://www.who.int/', year: 2020 }],
      contraindications: [
        { kind: 'age', id: 'adults', severity: 'block', rationale: 'For adults only.', toYears: 17 },
        { kind: 'condition', id: 'leg', severity: 'warn', rationale: 'It has to heal.', label: 'Fracture' },
      ],
    });
    const id = await created(full);
    expect(await get(id)).toEqual({
      id,
      status: 'draft',
      draft: {
        revision: 1,
        content: { ...full, content: '<h2>Why</h2>' },
        savedAt: '2026-11-23T12:00:00.000Z',
        savedBy: author.name,
      },
      latest: null,
      runningAssignments: 0,
      createdAt: '2026-11-23T12:00:00.000Z',
      updatedAt: '2026-11-23T12:00:00.000Z',
    });
    expect(await auditTypesOf(id)).toEqual(['protocol.created']);
  });

  it('counts once when it is sent twice, even at the same time', async () => {
    const id = newId();
    const send = () => author.request('POST', '/protocols', { id, content });
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(await auditTypesOf(id)).toEqual(['protocol.created']);
  });

  it('refuses the id of another protocol', async () => {
    const id = await created();
    const answer = await author.request('POST', '/protocols', { id, content: titled('Another') });
    expect(answer.json()).toMatchObject({ status: 409, code: 'id_conflict' });
  });
});

describe('saving a draft', () => {
  it('counts the revision up and is shown in the list until the first version is', async () => {
    const id = await created();
    const answer = await save(colleague, id, 1, { ...titled('Run'), content: '<img src=x onerror=y>ok' });
    expect(answer.json<ProtocolDraft>()).toMatchObject({
      revision: 2,
      savedBy: colleague.name,
      content: { title: 'Run', content: 'ok' },
    });
    expect((await get(id)).draft).toEqual(answer.json());
    expect(await auditTypesOf(id)).toEqual(['protocol.created', 'protocol.changed']);
  });

  it('tells the second of two people, and loses neither text', async () => {
    const id = await created();
    await save(author, id, 1, titled('By the author'));
    const second = await save(colleague, id, 1, titled('By the colleague'));
    expect(second.json()).toMatchObject({ status: 409, code: 'draft_changed' });
    const { draft } = await get(id);
    expect(draft?.content.title).toBe('By the author');
    // The colleague still has the text, reads the other's, and saves what both agree on.
    const third = await save(colleague, id, draft?.revision ?? 0, titled('By both'));
    expect(third.statusCode).toBe(200);
  });

  it('lets one of many at the same time win', async () => {
    const id = await created();
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((name, index) =>
        save(index % 2 ? author : colleague, id, 1, titled(`${name}!`)),
      ),
    );
    expect(codesOf(answers)).toEqual(['done', 'draft_changed', 'draft_changed', 'draft_changed']);
    expect(await auditTypesOf(id)).toEqual(['protocol.created', 'protocol.changed']);
  });

  it('answers the same when a save is sent again because its answer was lost', async () => {
    const id = await created();
    const [first, again] = [
      await save(author, id, 1, titled('Run')),
      await save(author, id, 1, titled('Run')),
    ];
    expect(again.json()).toEqual(first.json());
    expect(await auditTypesOf(id)).toEqual(['protocol.created', 'protocol.changed']);
  });

  it('starts the next version from revision 0, and never names two texts by one revision', async () => {
    const id = await created();
    await publish(author, id, 1);
    expect((await save(author, id, 1, titled('Run'))).json()).toMatchObject({ code: 'draft_changed' });
    const started = await save(author, id, 0, titled('Run'));
    expect(started.json()).toMatchObject({ revision: 2 });
    expect((await save(colleague, id, 0, titled('Swim'))).json()).toMatchObject({ code: 'draft_changed' });
    await author.request('DELETE', `/protocols/${id}/draft`);
    expect((await save(author, id, 0, titled('Swim'))).json()).toMatchObject({ revision: 3 });
    expect((await save(colleague, id, 2, titled('Sleep'))).json()).toMatchObject({ code: 'draft_changed' });
  });

  it('is refused for a retired protocol', async () => {
    const id = await created();
    await publish(author, id, 1);
    await author.request('POST', `/protocols/${id}/retire`);
    expect((await save(author, id, 0, content)).json()).toMatchObject({
      status: 409,
      code: 'protocol_retired',
    });
  });
});

describe('discarding a draft', () => {
  it('deletes a protocol that was never published', async () => {
    const id = await created();
    expect((await author.request('DELETE', `/protocols/${id}/draft`)).statusCode).toBe(204);
    expect((await author.request('GET', `/protocols/${id}`)).statusCode).toBe(404);
    expect(await auditTypesOf(id)).toEqual(['protocol.created', 'protocol.deleted']);
  });

  it('leaves the published version, and there is nothing to discard after it', async () => {
    const id = await created();
    await publish(author, id, 1);
    await save(author, id, 0, titled('Run'));
    expect((await author.request('DELETE', `/protocols/${id}/draft`)).statusCode).toBe(204);
    expect(await get(id)).toMatchObject({ draft: null, latest: { version: 1 } });
    const again = await author.request('DELETE', `/protocols/${id}/draft`);
    expect(again.json()).toMatchObject({ status: 409, code: 'protocol_not_draft' });
  });
});
