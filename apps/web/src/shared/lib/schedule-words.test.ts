import type { Schedule } from '@healthprotocol/contracts/schedule';
import { expect, it } from 'vitest';
import { scheduleWords } from './schedule-words.ts';

const words = (recurrence: Schedule['recurrence'], rest: Partial<Schedule> = {}) =>
  scheduleWords({ recurrence, slots: ['morning'], ...rest }, 'en-GB');

it('says when an activity is due, in one line', () => {
  expect(words({ type: 'daily' }, { slots: ['morning', 'evening'] })).toBe('Every day · morning and evening');
  expect(words({ type: 'every_n_days', everyDays: 3 }, { startDay: 8 })).toBe(
    'Every 3 days · morning · from day 8',
  );
  expect(words({ type: 'weekdays', weekdays: ['thu', 'mon'] }, { endDay: 14 })).toBe(
    'Mon and Thu · morning · until day 14',
  );
  expect(words({ type: 'protocol_days', days: [1, 2, 3, 14] }, { slots: ['08:30'] })).toBe(
    'On days 1–3, 14 · 8:30',
  );
  expect(words({ type: 'protocol_days', days: [28] })).toBe('On day 28 · morning');
});

it('has no time of day for what is used as needed', () => {
  expect(words({ type: 'as_needed', maxPerDay: 4 }, { slots: [] })).toBe('As needed, at most 4 times a day');
  expect(words({ type: 'as_needed', maxPerDay: 1 }, { slots: [] })).toBe('As needed, at most once a day');
});

it('cuts a long list of days and says how many there are', () => {
  const days = [1, 3, 5, 7, 9, 11, 13, 15];
  expect(words({ type: 'protocol_days', days })).toBe('On 8 days: 1, 3, 5, 7, 9, 11 … · morning');
});

it('names all seven weekdays as every day, and a window of one day as that day', () => {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  expect(words({ type: 'weekdays', weekdays: [...weekdays] }, { startDay: 2, endDay: 2 })).toBe(
    'Every day · morning · on day 2',
  );
  expect(words({ type: 'daily' }, { startDay: 2, endDay: 9 })).toBe(
    'Every day · morning · from day 2 to day 9',
  );
});
