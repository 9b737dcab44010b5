import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDate } from '../test/plans.ts';
import {
  addDays,
  ageOn,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  instantOf,
  localDateOf,
  localNow,
  localTimeOf,
  weekdayOf,
} from './local-date.ts';

const at = (iso: string) => Date.parse(iso);
const utc = (instantMs: number) => new Date(instantMs).toISOString();

test('days count from 1970-01-01 through leap years and centuries', () => {
  expect(epochDayOf('1970-01-01')).toBe(0);
  expect(epochDayOf('1969-12-31')).toBe(-1);
  expect(epochDayOf('2000-03-01')).toBe(11_017);
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2028-01-01', '2029-01-01')).toBe(366);
  expect(daysBetween('2029-01-01', '2028-01-01')).toBe(-366);
});

test('weekdays are those of the calendar', () => {
  expect(weekdayOf('2026-11-23')).toBe('mon');
  expect(weekdayOf('1970-01-01')).toBe('thu');
  expect(weekdayOf('1969-12-31')).toBe('wed');
  expect(weekdayOf('2028-02-29')).toBe('tue');
  expect(weekdayOf('2026-11-22')).toBe('sun');
});

test('dates and epoch days are one to one, and string order is date order', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
      const other = addDays(date, days);
      expect(dateOfEpochDay(epochDayOf(date))).toBe(date);
      expect(daysBetween(date, other)).toBe(days);
      if (other >= '1000-01-01') expect(other > date).toBe(days > 0);
    }),
  );
});

test('age is in completed years, and a leap-day birthday falls on 1 March of a common year', () => {
  expect(ageOn('1990-11-24', '2026-11-23')).toBe(35);
  expect(ageOn('1990-11-23', '2026-11-23')).toBe(36);
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  expect(ageOn('2008-02-29', '2028-02-29')).toBe(20);
});

test('hours before the day start belong to the date before', () => {
  const oneAtNight = at('2026-11-24T00:00:00Z'); // 01:00 in Madrid
  expect(localDateOf(oneAtNight, 'Europe/Madrid', 0)).toBe('2026-11-24');
  expect(localDateOf(oneAtNight, 'Europe/Madrid', 1)).toBe('2026-11-24');
  expect(localDateOf(oneAtNight, 'Europe/Madrid', 2)).toBe('2026-11-23');
  expect(localDateOf(new Date(oneAtNight), 'Europe/Madrid', 6)).toBe('2026-11-23');
  expect(localNow(oneAtNight, 'Europe/Madrid', 6)).toEqual({
    today: '2026-11-23',
    localTime: '01:00',
    dayStartHour: 6,
  });
});

test('zones at the ends of the world are on their own dates', () => {
  const instant = at('2026-11-23T10:30:00Z');
  expect(localDateOf(instant, 'Pacific/Kiritimati', 0)).toBe('2026-11-24');
  expect(localDateOf(instant, 'Pacific/Pago_Pago', 0)).toBe('2026-11-22');
  expect(localTimeOf(instant, 'Asia/Kathmandu')).toBe('16:15');
  expect(localTimeOf(at('2026-11-23T18:15:00Z'), 'Asia/Kathmandu')).toBe('00:00');
  expect(localTimeOf(at('1969-12-31T23:59:59.999Z'), 'UTC')).toBe('23:59');
});

// [zone, date, time, day start, the instant it stands for, why]
const REAL_CLOCK_CHANGES: [string, string, string, number, string, string][] = [
  [
    'Europe/Madrid',
    '2026-03-29',
    '02:30',
    0,
    '2026-03-29T01:00:00.000Z',
    'leapt over: the moment of the change',
  ],
  ['Europe/Madrid', '2026-03-29', '03:00', 0, '2026-03-29T01:00:00.000Z', 'first time after the gap'],
  ['Europe/Madrid', '2026-03-29', '01:59', 0, '2026-03-29T00:59:00.000Z', 'last time before the gap'],
  ['Europe/Madrid', '2026-10-25', '02:30', 0, '2026-10-25T00:30:00.000Z', 'comes twice: the first'],
  ['Europe/Madrid', '2026-10-25', '03:00', 0, '2026-10-25T02:00:00.000Z', 'after the repeated hour'],
  [
    'Europe/Madrid',
    '2026-10-24',
    '02:30',
    4,
    '2026-10-25T00:30:00.000Z',
    'before the day start: the day after',
  ],
  ['America/New_York', '2026-03-08', '02:30', 0, '2026-03-08T07:00:00.000Z', 'leapt over'],
  ['America/New_York', '2026-11-01', '01:30', 0, '2026-11-01T05:30:00.000Z', 'comes twice: the first'],
  ['Asia/Kathmandu', '2026-11-23', '08:00', 0, '2026-11-23T02:15:00.000Z', 'offset +05:45'],
  ['Asia/Kathmandu', '1985-12-31', '23:59', 0, '1985-12-31T18:29:00.000Z', 'offset +05:30 until 1986'],
  ['Asia/Kathmandu', '1986-01-01', '00:05', 0, '1985-12-31T18:30:00.000Z', 'leapt over a quarter of an hour'],
  [
    'Africa/Casablanca',
    '2026-02-15',
    '02:30',
    0,
    '2026-02-15T01:30:00.000Z',
    'back for Ramadan: 03:00 becomes 02:00',
  ],
  [
    'Africa/Casablanca',
    '2026-03-22',
    '02:30',
    0,
    '2026-03-22T02:00:00.000Z',
    'forward after Ramadan: leapt over',
  ],
  ['Antarctica/Troll', '2026-03-29', '02:30', 0, '2026-03-29T01:00:00.000Z', 'two hours forward'],
  ['Antarctica/Troll', '2026-10-25', '02:30', 0, '2026-10-25T00:30:00.000Z', 'two hours back: the first'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', 0, '2026-10-03T15:30:00.000Z', 'half an hour forward'],
  [
    'Australia/Lord_Howe',
    '2026-04-05',
    '01:45',
    0,
    '2026-04-04T14:45:00.000Z',
    'half an hour back: the first',
  ],
  [
    'Pacific/Apia',
    '2011-12-30',
    '08:00',
    0,
    '2011-12-30T10:00:00.000Z',
    'a date that never was: when it was left out',
  ],
  ['Pacific/Apia', '2011-12-31', '08:00', 0, '2011-12-30T18:00:00.000Z', 'the date after it'],
];

test.each(REAL_CLOCK_CHANGES)(
  '%s %s %s (day starts at %i) is %s: %s',
  (zone, date, time, dayStart, instant) => {
    expect(utc(instantOf(date, time, zone, dayStart))).toBe(instant);
  },
);

test('a date that has begun does not come back when clocks are turned back over its start', () => {
  // Troll, 2026-10-25: at 03:00 it is 01:00 again. With the day starting at 02:00 the new date is an hour old by then.
  const zone = 'Antarctica/Troll';
  expect(localNow(at('2026-10-24T23:59:00Z'), zone, 2)).toMatchObject({
    today: '2026-10-24',
    localTime: '01:59',
  });
  expect(localNow(at('2026-10-25T00:59:00Z'), zone, 2)).toMatchObject({
    today: '2026-10-25',
    localTime: '02:59',
  });
  expect(localNow(at('2026-10-25T01:00:00Z'), zone, 2)).toMatchObject({
    today: '2026-10-25',
    localTime: '02:00',
  });
  expect(localTimeOf(at('2026-10-25T01:00:00Z'), zone)).toBe('01:00');
  expect(localNow(at('2026-10-25T02:30:00Z'), zone, 2)).toMatchObject({
    today: '2026-10-25',
    localTime: '02:30',
  });
  // St John's, 2010-11-07: at 00:01 it is 23:01 of the day before again.
  expect(localDateOf(at('2010-11-07T02:30:30Z'), 'America/St_Johns', 0)).toBe('2010-11-07');
  expect(localDateOf(at('2010-11-07T02:31:00Z'), 'America/St_Johns', 0)).toBe('2010-11-07');
  expect(localTimeOf(at('2010-11-07T02:31:00Z'), 'America/St_Johns')).toBe('23:01');
});

test('the date that Samoa left out is never today; the one before gives way to the one after', () => {
  expect(localDateOf(at('2011-12-30T09:59:59Z'), 'Pacific/Apia', 0)).toBe('2011-12-29');
  expect(localDateOf(at('2011-12-30T10:00:00Z'), 'Pacific/Apia', 0)).toBe('2011-12-31');
});
