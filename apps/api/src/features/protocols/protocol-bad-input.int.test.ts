import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { activity, protocolContent } from '../../../test/protocol-factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let author: SignedInMember;

beforeAll(async () => {
  test = await buildTestApp();
  author = await signInAs(test, await createOrganization(test), 'practitioner');
});
afterAll(() => test.close());

const valid = { title: 'Walk every day', durationDays: 30, activities: [activity('walk')] };
const scheduled = (schedule: object) => ({ activities: [{ ...activity('walk'), schedule }] });
const daily = { recurrence: { type: 'daily' } };
const thirteenSlots = Array.from({ length: 13 }, (_, hour) => `${String(hour + 5).padStart(2, '0')}:00`);

const invalid: [string, object, string[]][] = [
  ['a duration of 0 days', { durationDays: 0 }, ['durationDays']],
  ['a duration of 366 days', { durationDays: 366 }, ['durationDays']],
  ['half a day', { durationDays: 1.5 }, ['durationDays']],
  ['a title of two letters', { title: 'Hi' }, ['title']],
  ['a title of two lines', { title: 'Walk\nevery day' }, ['title']],
  ['half of a surrogate pair', { title: 'Walk \ud800' }, ['title']],
  [
    'NUL in the instructions',
    { activities: [activity('walk', { instructions: 'a\u0000' })] },
    ['activities.0.instructions'],
  ],
  ['an unknown category', { category: 'magic' }, ['category']],
  [
    'a phase outside the duration',
    { phases: [{ id: 'a', title: 'A', startDay: 1, endDay: 31 }] },
    ['phases.0.endDay'],
  ],
  [
    'a phase that starts on day 0',
    { phases: [{ id: 'a', title: 'A', startDay: 0, endDay: 2 }] },
    ['phases.0.startDay'],
  ],
  [
    'a phase that ends before it starts',
    { phases: [{ id: 'b', title: 'B', startDay: 9, endDay: 2 }] },
    ['phases.0.endDay'],
  ],
  ['an empty schedule', scheduled({}), ['activities.0.schedule.recurrence', 'activities.0.schedule.slots']],
  ['no slots', scheduled({ ...daily, slots: [] }), ['activities.0.schedule.slots']],
  ['13 slots', scheduled({ ...daily, slots: thirteenSlots }), ['activities.0.schedule.slots']],
  ['a slot twice', scheduled({ ...daily, slots: ['noon', 'noon'] }), ['activities.0.schedule.slots']],
  ['a slot at 24:00', scheduled({ ...daily, slots: ['24:00'] }), ['activities.0.schedule.slots.0']],
  [
    'day 0 of the protocol',
    scheduled({ recurrence: { type: 'protocol_days', days: [0] }, slots: ['noon'] }),
    ['activities.0.schedule.recurrence.days.0'],
  ],
  [
    'a day after the last',
    scheduled({ recurrence: { type: 'protocol_days', days: [31] }, slots: ['noon'] }),
    ['activities.0.schedule.recurrence.days.0'],
  ],
  [
    'no weekdays',
    scheduled({ recurrence: { type: 'weekdays', weekdays: [] }, slots: ['noon'] }),
    ['activities.0.schedule.recurrence.weekdays'],
  ],
  [
    'a window outside the protocol',
    scheduled({ ...daily, slots: ['noon'], endDay: 40 }),
    ['activities.0.schedule.endDay'],
  ],
  [
    'a phase that does not exist',
    { activities: [activity('walk', { phaseId: 'none' })] },
    ['activities.0.phaseId'],
  ],
  ['one key for two activities', { activities: [activity('walk'), activity('walk')] }, ['activities.1.id']],
  [
    'a measurement of nothing',
    { activities: [activity('weight', { kind: 'measurement' })] },
    ['activities.0.measures'],
  ],
  [
    'unknown fields',
    { author: 'me', activities: [{ ...activity('walk'), colour: 'red' }] },
    ['activities.0.colour', 'author'],
  ],
  [
    'an address that is no address of the web',
    { evidence: [{ citation: 'Book', url: 'javascript:alert(1)', year: 2020 }] },
    ['evidence.0.url'],
  ],
  ['rich text that is too long', { content: 'a'.repeat(100_001) }, ['content']],
  ['rich text that is too long once it is escaped', { content: '<'.repeat(100_000) }, ['content']],
];

describe.each(invalid)('%s', (_what, fields, paths) => {
  it('is refused by field, in a new protocol and in a draft', async () => {
    const content = { ...valid, ...fields };
    const id = newId();
    await author.request('POST', '/protocols', { id, content: valid });
    for (const answer of [
      await author.request('POST', '/protocols', { id: newId(), content }),
      await author.request('PUT', `/protocols/${id}/draft`, { revision: 1, content }),
    ]) {
      expect(answer.json()).toMatchObject({ status: 400, code: 'validation_failed' });
      const { issues } = answer.json<{ issues: { path: string }[] }>();
      expect([...new Set(issues.map(({ path }) => path))].toSorted()).toEqual(
        paths.map((path) => `content.${path}`),
      );
    }
  });
});

it('durations of 1 and 365 days are accepted', async () => {
  for (const durationDays of [1, 365]) {
    const answer = await author.request('POST', '/protocols', {
      id: newId(),
      content: { ...valid, durationDays },
    });
    expect(answer.statusCode).toBe(201);
  }
});

it('names what is missing and what is unknown beside the content', async () => {
  const answer = await author.request('POST', '/protocols', { draft: true });
  const { issues } = answer.json<{ issues: { path: string }[] }>();
  expect(issues.map(({ path }) => path)).toEqual(['id', 'content', 'draft']);
  const id = newId();
  await author.request('POST', '/protocols', { id, content: valid });
  const publish = await author.request('POST', `/protocols/${id}/publish`, {
    revision: 0,
    note: 'a'.repeat(501),
  });
  expect(publish.json<{ issues: unknown[] }>().issues).toHaveLength(2);
});

it('malformed JSON, another content type and a body of 20 MB have their own codes', async () => {
  const send = (payload: string, type = 'application/json') =>
    test.request({ method: 'POST', url: '/api/v1/protocols', payload, headers: { 'content-type': type } });
  expect((await send('{"id":')).json()).toMatchObject({ status: 400, code: 'malformed_body' });
  expect((await send('<a/>', 'text/xml')).json()).toMatchObject({ status: 415 });
  expect((await send(`"${'a'.repeat(20_000_000)}"`)).json()).toMatchObject({
    status: 413,
    code: 'body_too_large',
  });
});

it('nothing that can run survives a save, a draft or a copy', async () => {
  const hostile =
    '<p onclick="x">kept</p><svg onload=x></svg><img src=x onerror=y><a href="javascript:z">text</a>';
  const content = { ...protocolContent(), content: hostile };
  const id = newId();
  const copyId = newId();
  const expected = '<p>kept</p>text';
  const draftOf = async (of: string) =>
    (await author.request('GET', `/protocols/${of}`)).json<{ draft: { content: { content: string } } }>()
      .draft.content.content;

  await author.request('POST', '/protocols', { id, content });
  expect(await draftOf(id)).toBe(expected);
  await author.request('PUT', `/protocols/${id}/draft`, { revision: 1, content });
  expect(await draftOf(id)).toBe(expected);

  // As if it had been kept before the sanitiser knew an attack.
  await test.owner
    .updateTable('protocol_drafts')
    .set({ content: JSON.stringify(content) })
    .where('protocol_id', '=', id)
    .execute();
  await author.request('POST', `/protocols/${id}/copy`, { id: copyId, title: 'A copy' });
  expect(await draftOf(copyId)).toBe(expected);
});
