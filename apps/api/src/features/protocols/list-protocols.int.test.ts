import type { Page, ProtocolSummary } from '@healthprotocol/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { protocolContent } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let author: SignedInMember;

beforeAll(async () => {
  test = await buildTestApp();
  author = await signInAs(test, await createOrganization(test), 'practitioner');
  await create('Éxercise for knees', { category: 'exercise', tags: ['Joints'] });
  await create('50 % less salt', { category: 'nutrition' }, { published: true });
  await create('Sleep well', { category: 'sleep' }, { published: true, edited: 'Sleep better' });
  await create('Old diet', { category: 'nutrition' }, { published: true, retired: true });
});
afterAll(() => test.close());

async function create(
  title: string,
  fields: object,
  { published = false, edited = '', retired = false } = {},
): Promise<void> {
  const id = newId();
  const content = protocolContent({ title, ...fields });
  await author.request('POST', '/protocols', { id, content });
  if (published) await author.request('POST', `/protocols/${id}/publish`, { revision: 1 });
  if (edited) {
    await author.request('PUT', `/protocols/${id}/draft`, {
      revision: 0,
      content: { ...content, title: edited },
    });
  }
  if (retired) await author.request('POST', `/protocols/${id}/retire`);
}

const list = async (query = '', by = author) =>
  (await by.request('GET', `/protocols${query}`)).json<Page<ProtocolSummary>>();
const titles = async (query = '') => (await list(query)).items.map(({ title }) => title);

it('lists by title what is not retired, with what a line needs', async () => {
  const { items, nextCursor } = await list();
  expect(items.map(({ title }) => title)).toEqual(['50 % less salt', 'Éxercise for knees', 'Sleep well']);
  expect(nextCursor).toBeNull();
  expect(items[2]).toMatchObject({
    ...{ status: 'published', title: 'Sleep well', category: 'sleep', durationDays: 30, activityCount: 1 },
    ...{ latestVersion: 1, hasDraft: true, runningAssignments: 0, fromLibrary: false, tags: [] },
  });
  expect(items[1]).toMatchObject({ status: 'draft', latestVersion: null, hasDraft: true });
  expect(items[0]).toMatchObject({ hasDraft: false });
});

it.each([
  ['?status=draft', ['Éxercise for knees']],
  ['?status=published', ['50 % less salt', 'Sleep well']],
  ['?status=retired', ['Old diet']],
  ['?category=nutrition', ['50 % less salt']],
  ['?category=nutrition&status=retired', ['Old diet']],
  ['?search=EXERCISE', ['Éxercise for knees']],
  ['?search=joints', ['Éxercise for knees']],
  ['?search=%25', ['50 % less salt']],
  ['?search=_', []],
  ['?search=sleep&category=exercise', []],
])('finds by %s', async (query, expected) => {
  expect(await titles(query)).toEqual(expected);
});

it('pages without losing or doubling a line, in a number of statements that does not grow', async () => {
  const paged = await signInAs(test, await createOrganization(test), 'owner');
  for (let index = 0; index < 7; index++) {
    await paged.request('POST', '/protocols', {
      id: newId(),
      content: protocolContent({ title: 'The same title' }),
    });
  }
  const seen: string[] = [];
  const counts = new Set<number>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    test.takeStatements();
    const page: Page<ProtocolSummary> = await list(`?limit=3${cursor && `&cursor=${cursor}`}`, paged);
    counts.add(test.takeStatements().length);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  test.takeStatements();
  await list('?limit=100', paged);
  counts.add(test.takeStatements().length);
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
  expect(counts.size).toBe(1);
});

it('shows nothing of another organization', async () => {
  const stranger = await signInAs(test, await createOrganization(test), 'owner');
  expect(await list('', stranger)).toEqual({ items: [], nextCursor: null });
});

it('names everything in a query that is not valid', async () => {
  const answer = await author.request('GET', '/protocols?limit=101&status=gone&category=x&sort=title');
  const { issues } = answer.json<{ issues: { path: string }[] }>();
  expect(issues.map(({ path }) => path).toSorted()).toEqual([
    ...['query.category', 'query.limit', 'query.sort', 'query.status'],
  ]);
  const cursor = Buffer.from('["a","no id"]').toString('base64url');
  const forged = await author.request('GET', `/protocols?cursor=${cursor}`);
  expect(forged.json()).toMatchObject({ status: 400, issues: [{ path: 'query.cursor' }] });
});

it('is not sent again while nothing changed, and is as soon as something did', async () => {
  const ask = (etag: string) =>
    test.request({
      url: '/api/v1/protocols',
      headers: { cookie: author.cookie, 'if-none-match': etag, 'accept-encoding': 'br' },
    });
  const first = await ask('');
  expect(first.statusCode).toBe(200);
  const kept = await ask(String(first.headers.etag));
  expect(kept).toMatchObject({ statusCode: 304, body: '' });
  await create('Walk uphill', { category: 'exercise' });
  const changed = await ask(String(first.headers.etag));
  expect(changed.statusCode).toBe(200);
  expect(changed.headers.etag).not.toBe(first.headers.etag);
});
