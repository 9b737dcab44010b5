import type { Schedule } from '@healthprotocol/contracts/schedule';
import { expect, it } from 'vitest';
import { fieldWords, partWords, textChanges } from './difference-words.ts';

const reading = { locale: 'en-GB', phaseTitles: { base: 'Weeks 1–4' } };
const schedule: Schedule = { recurrence: { type: 'daily' }, slots: ['morning'] };

it('says a changed field in words, not as it is stored', () => {
  expect(fieldWords({ part: 'activity', field: 'schedule' }, schedule, reading)).toBe('Every day · morning');
  expect(fieldWords({ part: 'activity', field: 'phaseId' }, 'base', reading)).toBe('Weeks 1–4');
  expect(fieldWords({ part: 'activity', field: 'phaseId' }, null, reading)).toBe('throughout');
  expect(fieldWords({ part: 'activity', field: 'dose' }, { quantity: 1000, unit: 'IU' }, reading)).toBe(
    '1,000 IU',
  );
  expect(fieldWords({ part: 'activity', field: 'kind' }, 'habit', reading)).toBe('Habit');
  expect(fieldWords({ part: 'contraindication', field: 'severity' }, 'block', reading)).toBe('Blocks');
  expect(fieldWords({ part: 'activity', field: 'dose' }, undefined, reading)).toBe('');
});

it('says what an added or removed part was', () => {
  const activity = { schedule, target: { value: 30, unit: 'min' } };
  expect(
    partWords({ part: 'activity', change: 'added', id: 'walk', title: 'Walk', after: activity }, 'en-GB'),
  ).toBe('Every day · morning · 30 min');
  const phase = { startDay: 3, endDay: 3 };
  expect(
    partWords({ part: 'phase', change: 'removed', id: 'base', title: 'Base', before: phase }, 'en-GB'),
  ).toBe('day 3');
});

it('shows of a long text only the blocks that changed, with the cells of a table apart', () => {
  const before = '<p>Stays as\nit is.</p><table><tr><td>Fruit</td><td>4</td></tr></table>';
  const after = '<p>Stays as it is.</p><table><tr><td>Fruit</td><td>5</td></tr></table><p>New.</p>';
  expect(textChanges(before, after)).toEqual({ before: 'Fruit · 4', after: 'Fruit · 5\nNew.' });
});

it('finds no changed words where only the formatting changed', () => {
  expect(textChanges('<p>Drink water</p>', '<h2>Drink <strong>water</strong></h2>')).toEqual({
    before: '',
    after: '',
  });
});
