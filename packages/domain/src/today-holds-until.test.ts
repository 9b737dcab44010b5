import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activity, daily, planOf } from '../test/plans.ts';
import { dayTally } from './adherence.ts';
import { localNow } from './local-date.ts';
import { todayHoldsUntil } from './today-holds-until.ts';
import { dayView } from './today-view.ts';

const plan = (...slots: string[]) =>
  planOf(
    { durationDays: 365, phases: [], activities: [activity('walk', daily(...slots))] },
    {
      startDate: '2026-01-01',
    },
  );

const at = (instant: string, slots: string[], zone = 'Europe/Madrid', dayStartHour = 0) =>
  new Date(todayHoldsUntil([plan(...slots)], new Date(instant), zone, dayStartHour)).toISOString();

test.each([
  ['the end of the next slot', '2026-11-23T08:00:00Z', ['morning', 'evening'], '2026-11-23T11:00:00.000Z'],
  ['an hour after an exact time', '2026-11-23T12:00:00Z', ['13:15'], '2026-11-23T13:15:00.000Z'],
  [
    'the end of the day, when every slot is over',
    '2026-11-23T12:00:00Z',
    ['morning'],
    '2026-11-23T23:00:00.000Z',
  ],
  ['the end of the day, when nothing is due', '2026-11-23T12:00:00Z', [], '2026-11-23T23:00:00.000Z'],
  ['the end of the day for bedtime', '2026-11-23T21:30:00Z', ['bedtime'], '2026-11-23T23:00:00.000Z'],
])('holds until %s', (_what, now, slots, until) => {
  expect(at(now, slots)).toBe(until);
});

test("a night worker's day ends at its own hour", () => {
  expect(at('2026-11-23T23:30:00Z', ['01:00'], 'Europe/Madrid', 4)).toBe('2026-11-24T01:00:00.000Z');
  expect(at('2026-11-24T01:00:00Z', ['01:00'], 'Europe/Madrid', 4)).toBe('2026-11-24T03:00:00.000Z');
});

test('on the night the clocks change it looks again every minute', () => {
  expect(at('2026-10-25T00:10:20Z', ['03:30'])).toBe('2026-10-25T00:11:00.000Z');
});

test('until then, nothing of the day changes by time alone, in any zone, at any time', () => {
  const zones = [
    'Europe/Madrid',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'UTC',
  ];
  const slots = ['morning', 'noon', 'evening', 'bedtime', '00:30', '02:30', '13:15', '23:59'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 6 }),
      fc.subarray(slots),
      fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 20) }),
      (zone, dayStartHour, chosen, instant) => {
        const plans = [plan(...chosen)];
        const shown = (ms: number) => {
          const now = localNow(ms, zone, dayStartHour);
          const states = dayView(plans, new Map(), now.today, now).slots.flatMap(({ items }) =>
            items.map(({ state }) => (state === 'open' ? 'later' : state)),
          );
          return JSON.stringify([now.today, states, dayTally(plans[0]!, now.today, new Map(), now)]);
        };
        const until = todayHoldsUntil(plans, instant, zone, dayStartHour);
        expect(until).toBeGreaterThan(instant);
        const expected = shown(instant);
        for (let step = 1; step <= 20; step++) {
          expect(shown(instant + Math.floor(((until - 1 - instant) * step) / 20))).toBe(expected);
        }
      },
    ),
    { numRuns: 300 },
  );
});
