import type { Page, ProtocolDifference, ProtocolVersionSummary } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { protocolContent } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let author: SignedInMember;
let id: string;
const content = protocolContent({ title: 'Version 1' });

beforeAll(async () => {
  test = await buildTestApp();
  author = await signInAs(test, await createOrganization(test), 'practitioner');
  id = newId();
  await author.request('POST', '/protocols', { id, content });
  await author.request('POST', `/protocols/${id}/publish`, { revision: 1, note: 'Note 1' });
  for (const version of [2, 3]) {
    const next = { ...content, title: `Version ${version}` };
    await author.request('PUT', `/protocols/${id}/draft`, { revision: 0, content: next });
    await author.request('POST', `/protocols/${id}/publish`, { revision: version });
  }
});
afterAll(() => test.close());

const versions = async (query = '') =>
  (await author.request('GET', `/protocols/${id}/versions${query}`)).json<Page<ProtocolVersionSummary>>();

describe('the versions of a protocol', () => {
  it('are listed newest first, page by page', async () => {
    const first = await versions('?limit=2');
    expect(first.items.map(({ title }) => title)).toEqual(['Version 3', 'Version 2']);
    const second = await versions(`?limit=2&cursor=${first.nextCursor}`);
    expect(second).toEqual({
      items: [
        {
          ...{ version: 1, title: 'Version 1', note: 'Note 1', publishedBy: author.name },
          ...{ publishedAt: '2026-11-23T12:00:00.000Z', runningAssignments: 0 },
        },
      ],
      nextCursor: null,
    });
  });

  it.each([
    'nonsense',
    Buffer.from('["x"]').toString('base64url'),
    Buffer.from('[1e99]').toString('base64url'),
  ])('are not listed from the cursor %s, which was not made here', async (cursor) => {
    const answer = await author.request('GET', `/protocols/${id}/versions?cursor=${cursor}`);
    expect(answer.json()).toMatchObject({ status: 400, issues: [{ path: 'query.cursor' }] });
  });

  it('are read one by one', async () => {
    const answer = await author.request('GET', `/protocols/${id}/versions/2`);
    expect(answer.json()).toMatchObject({ version: 2, content: { ...content, title: 'Version 2' } });
    expect((await author.request('GET', `/protocols/${id}/versions/4`)).statusCode).toBe(404);
    expect((await author.request('GET', `/protocols/${id}/versions/0`)).statusCode).toBe(400);
  });

  it('never change, and the answer says so', async () => {
    const answer = await author.request('PUT', `/protocols/${id}/versions/2`, { content });
    expect(answer.json()).toMatchObject({ status: 409, code: 'version_immutable' });
    expect((await author.request('GET', `/protocols/${id}/versions/2`)).json().content.title).toBe(
      'Version 2',
    );
    expect((await author.request('PUT', `/protocols/${id}/versions/4`, {})).statusCode).toBe(404);
  });

  it('count the assignments that follow them today', async () => {
    await assign({ start: '2026-11-01', last: '2026-12-01' }, [
      ['2026-11-01', 1],
      ['2026-11-20', 2],
    ]);
    await assign({ start: '2026-11-01', last: '2026-12-01' }, [
      ['2026-11-01', 1],
      ['2026-11-30', 2],
    ]);
    await assign({ start: '2026-12-24', last: '2027-01-24' }, [['2026-12-24', 3]]);
    await assign({ start: '2026-09-01', last: '2026-10-01' }, [['2026-09-01', 1]]);
    await assign({ start: '2026-11-01', last: '2026-12-01', stopped: '2026-11-10' }, [['2026-11-01', 1]]);
    const counts = (await versions()).items.map(({ version, runningAssignments }) => [
      version,
      runningAssignments,
    ]);
    expect(counts).toEqual([
      [3, 1],
      [2, 1],
      [1, 1],
    ]);
    expect((await author.request('GET', `/protocols/${id}`)).json()).toMatchObject({ runningAssignments: 3 });
    const list = await author.request('GET', '/protocols');
    expect(list.json()).toMatchObject({ items: [{ id, runningAssignments: 3 }] });
  });

  it('never change and never disappear, not even by hand in the database', async () => {
    for (const db of [test.owner, test.db]) {
      for (const statement of [
        sql`update protocol_versions set note = 'changed' where protocol_id = ${id}`,
        sql`delete from protocol_versions where protocol_id = ${id}`,
      ]) {
        const attempt = db.transaction().execute(async (transaction) => {
          await sql`select set_config('app.organization_id', ${author.organizationId}, true)`.execute(
            transaction,
          );
          await statement.execute(transaction);
        });
        await expect(attempt).rejects.toMatchObject({ code: '23001' });
      }
    }
  });
});

describe('the differences of two versions', () => {
  const differences = async (query = '') => author.request('GET', `/protocols/${id}/differences${query}`);
  const titles = async (query: string) =>
    (await differences(query))
      .json<{ items: ProtocolDifference[] }>()
      .items.map(({ before, after }) => [before, after]);

  it('are shown between any two', async () => {
    expect(await titles('?from=1&to=3')).toEqual([['Version 1', 'Version 3']]);
    expect(await titles('?from=3&to=1')).toEqual([['Version 3', 'Version 1']]);
    expect(await titles('?to=2')).toEqual([['Version 3', 'Version 2']]);
  });

  it('are shown from the newest version to the draft, if there is one', async () => {
    expect((await differences()).json()).toMatchObject({ status: 409, code: 'protocol_not_draft' });
    await author.request('PUT', `/protocols/${id}/draft`, {
      revision: 0,
      content: { ...content, title: 'Draft' },
    });
    expect(await titles('')).toEqual([['Version 3', 'Draft']]);
    expect(await titles('?from=1')).toEqual([['Version 1', 'Draft']]);
  });

  it('need a published version, and versions that exist', async () => {
    expect((await differences('?from=9&to=1')).statusCode).toBe(404);
    expect((await differences('?from=0&to=x')).json<{ issues: unknown[] }>().issues).toHaveLength(2);
    const draftId = newId();
    await author.request('POST', '/protocols', { id: draftId, content });
    const answer = await author.request('GET', `/protocols/${draftId}/differences`);
    expect(answer.json()).toMatchObject({ status: 409, code: 'protocol_not_published' });
  });
});

async function assign(
  { start, last, stopped = null }: { start: string; last: string; stopped?: string | null },
  segments: [fromDate: string, version: number][],
) {
  const assignmentId = newId();
  const { organizationId } = author;
  await test.owner
    .insertInto('assignments')
    .values({
      ...{ organization_id: organizationId, id: assignmentId, protocol_id: id },
      ...{ client_id: await createClient(test, organizationId), created_by: author.memberId },
      ...{ start_date: start, last_date: last, stopped_on: stopped, pauses: '[]', safety: '{}' },
    })
    .execute();
  for (const [fromDate, version] of segments) {
    await test.owner
      .insertInto('assignment_segments')
      .values({
        ...{ organization_id: organizationId, assignment_id: assignmentId, from_date: fromDate },
        ...{ protocol_id: id, version, overrides: '[]' },
      })
      .execute();
  }
}
