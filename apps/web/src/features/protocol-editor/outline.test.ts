import { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { expect, it } from 'vitest';
import { outlineOf, placeActivity, removePhase, stepActivity, stepPhase } from './outline.ts';

const activity = (id: string, phaseId: string | null) => ({
  id,
  kind: 'habit' as const,
  title: id,
  phaseId,
  schedule: { recurrence: { type: 'daily' as const }, slots: ['morning'] },
});

const content = ProtocolContent.parse({
  title: 'Example',
  durationDays: 28,
  phases: [
    { id: 'one', title: 'One', startDay: 1, endDay: 14 },
    { id: 'two', title: 'Two', startDay: 15, endDay: 28 },
  ],
  activities: [activity('a', 'one'), activity('b', 'one'), activity('c', 'two'), activity('d', null)],
});

const drawn = (of: ProtocolContent) =>
  outlineOf(of)
    .map(({ phase, activities }) => `${phase?.id ?? '-'}:${activities.map(({ id }) => id).join('')}`)
    .join(' ');

it('shows activities under their phases, and those of no phase last', () => {
  expect(drawn(content)).toBe('one:ab two:c -:d');
});

it('moves an activity within its phase, and over its edge into the next one', () => {
  expect(drawn(stepActivity(content, 'a', 1))).toBe('one:ba two:c -:d');
  expect(drawn(stepActivity(content, 'b', 1))).toBe('one:a two:bc -:d');
  expect(drawn(stepActivity(content, 'c', -1))).toBe('one:abc two: -:d');
  expect(drawn(stepActivity(content, 'c', 1))).toBe('one:ab two: -:cd');
});

it('stays where there is no place to go', () => {
  expect(stepActivity(content, 'a', -1)).toBe(content);
  expect(stepActivity(content, 'd', 1)).toBe(content);
  expect(stepPhase(content, 'one', -1)).toBe(content);
});

it('reaches every place by steps alone and comes back the same way', () => {
  let moved = content;
  for (let step = 0; step < 5; step++) moved = stepActivity(moved, 'a', 1);
  expect(drawn(moved)).toBe('one:b two:c -:da');
  for (let step = 0; step < 5; step++) moved = stepActivity(moved, 'a', -1);
  expect(drawn(moved)).toBe('one:ab two:c -:d');
});

it('puts a dragged activity before another, or at the end of a phase', () => {
  expect(drawn(placeActivity(content, 'd', 'one', 'b'))).toBe('one:adb two:c -:');
  expect(drawn(placeActivity(content, 'a', 'two', null))).toBe('one:b two:ca -:d');
});

it('keeps the activities of a phase that is taken out', () => {
  expect(drawn(removePhase(content, 'one'))).toBe('two:c -:abd');
});
