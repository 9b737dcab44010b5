import type { Page, ProtocolDifference, ProtocolVersionSummary } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { protocolContent } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

const NOW = '2026-11-23T12:00:00Z';

let test: TestApp;
let author: SignedInMember;
let id: string;
const content = protocolContent({ title: 'Version 1' });

beforeAll(async () => {
  test = await buildTestApp({ now: NOW });
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
    const moved = { start: '2026-11-10', version: 1 };
    await assign({ ...moved, moves: [{ fromDate: '2026-11-20', version: 2 }] });
    await assign({ ...moved, moves: [{ fromDate: '2026-11-30', version: 2 }] });
    await assign({ start: '2026-12-24', version: 3 });
    await assign({ start: '2026-10-01', version: 1 });
    await assign({ start: '2026-11-01', version: 1, stopped: '2026-11-10' });
    await assign({ start: '2026-11-10', version: 2, paused: '2026-11-12' });
    const counts = (await versions()).items.map(({ version, runningAssignments }) => [
      version,
      runningAssignments,
    ]);
    expect(counts).toEqual([
      [3, 1],
      [2, 2],
      [1, 1],
    ]);
    expect((await author.request('GET', `/protocols/${id}`)).json()).toMatchObject({ runningAssignments: 4 });
    const list = await author.request('GET', '/protocols');
    expect(list.json()).toMatchObject({ items: [{ id, runningAssignments: 4 }] });
    // Nothing is written for it: what was to be followed from a date on is counted from that date on.
    test.setNow('2026-11-30T12:00:00Z');
    expect((await versions()).items.map(({ runningAssignments }) => runningAssignments)).toEqual([1, 3, 0]);
    test.setNow(NOW);
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

/** Assigns on the day it starts, at the latest today, and changes it on the days on which that happened. */
async function assign(wanted: {
  start: string;
  version: number;
  moves?: { fromDate: string; version: number }[];
  paused?: string;
  stopped?: string;
}) {
  const { start, version, moves = [], paused, stopped } = wanted;
  const assignmentId = newId();
  const clientId = await createClient(test, author.organizationId, { careTeam: [author] });
  const on = async (date: string, method: 'POST' | 'PUT', path: string, body: object) => {
    test.setNow(date < NOW ? `${date}T12:00:00Z` : NOW);
    const answer = await author.request(method, path, body);
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    test.setNow(NOW);
  };
  const clients = [{ assignmentId, clientId }];
  await on(start, 'POST', '/assignments', { protocolId: id, version, startDate: start, clients });
  for (const move of moves) await on(start, 'PUT', `/assignments/${assignmentId}/version`, move);
  if (paused) await on(paused, 'POST', `/assignments/${assignmentId}/pause`, {});
  if (stopped)
    await on(stopped, 'POST', `/assignments/${assignmentId}/stop`, { reason: 'Changed our minds' });
}
