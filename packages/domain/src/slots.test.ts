import { expect, test } from 'vitest';
import { compareSlots, type SlotPhase, slotPhase, slotRank, slotTime } from './slots.ts';

const phase = (slot: string, localTime: string, dayStartHour = 0): SlotPhase =>
  slotPhase(slot, { today: '2026-11-23', localTime, dayStartHour });

// [slot, its day start, last minute of later, first of open, last of open, first of over]
test.each([
  ['noon', 0, '10:59', '11:00', '16:59', '17:00'],
  ['evening', 0, '16:59', '17:00', '21:59', '22:00'],
  ['14:30', 0, '13:29', '13:30', '15:29', '15:30'],
  ['02:00', 4, '00:59', '01:00', '02:59', '03:00'],
  ['04:30', 4, '04:29', '04:29', '05:29', '05:30'],
])(
  '%s with a day start at %i opens and closes to the minute',
  (slot, dayStart, later, opens, closes, over) => {
    if (later !== opens) expect(phase(slot, later, dayStart)).toBe('later');
    expect(phase(slot, closes, dayStart)).toBe('open');
    expect(phase(slot, over, dayStart)).toBe('over');
    if (later !== opens) expect(phase(slot, opens, dayStart)).toBe('open');
  },
);

test('morning opens with the day and is over at noon', () => {
  expect(phase('morning', '00:00')).toBe('open');
  expect(phase('morning', '04:00', 4)).toBe('open');
  expect(phase('morning', '11:59')).toBe('open');
  expect(phase('morning', '12:00')).toBe('over');
});

test('bedtime lasts as long as the day, also after midnight', () => {
  expect(phase('bedtime', '20:59')).toBe('later');
  expect(phase('bedtime', '21:00')).toBe('open');
  expect(phase('bedtime', '23:59')).toBe('open');
  expect(phase('bedtime', '03:59', 4)).toBe('open');
});

test('after midnight but before the day start, the slots of the day are over and those of the night are not', () => {
  expect(phase('evening', '01:30', 4)).toBe('over');
  expect(phase('08:00', '01:30', 4)).toBe('over');
  expect(phase('01:00', '01:30', 4)).toBe('open');
  expect(phase('01:00', '23:30', 4)).toBe('later');
});

test('a slot near the end of its day is never over within it', () => {
  expect(phase('23:30', '23:59')).toBe('open');
  expect(phase('03:30', '03:59', 4)).toBe('open');
});

test('slots stand for a time and a place in the day', () => {
  expect(['morning', 'noon', 'evening', 'bedtime', '07:45'].map(slotTime)).toEqual([
    '08:00',
    '12:00',
    '18:00',
    '22:00',
    '07:45',
  ]);
  expect(slotRank('08:00', 4)).toBe(slotRank('morning', 4));
  expect(slotRank('04:00', 4)).toBe(240);
  expect(slotRank('03:59', 4)).toBe(24 * 60 + 239);
});

test('slots of one time keep apart, the named one first, so that a day lists what belongs to each together', () => {
  const sorted = ['08:00', 'evening', 'morning', '08:00', '03:59', 'morning'].sort((a, b) =>
    compareSlots(a, b, 4),
  );
  expect(sorted).toEqual(['morning', 'morning', '08:00', '08:00', 'evening', '03:59']);
});
