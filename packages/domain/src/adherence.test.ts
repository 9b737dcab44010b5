import type { AdherenceAnswer as ContractAnswer } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { anyAnswers } from '../test/check-ins.ts';
import { activity, anyPlan, daily, planOf } from '../test/plans.ts';
import {
  type AdherenceAnswer,
  adherenceOver,
  type DayTally,
  dayTallies,
  dayTally,
  periods,
  streak,
} from './adherence.ts';
import { type CheckIn, currentCheckIns, SKIP_REASONS } from './check-ins.ts';
import { addDays } from './local-date.ts';
import { expand, occurrenceKey } from './plan.ts';

const plan = planOf({
  durationDays: 10,
  phases: [],
  activities: [
    activity('walk', daily('morning', 'evening'), { target: { value: 30, unit: 'min' } }),
    activity('stretch', daily('noon')),
    activity('inhaler', { recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [] }),
  ],
});

let made = 0;
const say = (
  activityId: string,
  slot: string,
  more: Partial<CheckIn>,
  localDate = '2026-11-23',
): CheckIn => ({
  id: `id-${made++}`,
  assignmentId: 'assignment',
  activityId,
  localDate,
  slot,
  status: 'done',
  recordedAt: '2026-11-23T20:00:00Z',
  ...more,
});
const at = (today: string, localTime = '12:00', dayStartHour = 0) => ({ today, localTime, dayStartHour });
const later = at('2026-12-24');
const tally = (checkIns: CheckIn[], now = later, date = '2026-11-23') =>
  dayTally(plan, date, currentCheckIns(checkIns), now);

test('the contract and the domain give the same answers', () => {
  expectTypeOf<AdherenceAnswer>().toEqualTypeOf<ContractAnswer>();
  expect(adherenceOver([])).toEqual({ kind: 'nothing_due' });
});

test('a past day counts everything that was due, answered or not', () => {
  expect(tally([])).toEqual({ localDate: '2026-11-23', due: 3, done: 0, excused: 0, answered: 0, later: 0 });
  expect(
    tally([say('walk', 'morning', {}), say('stretch', 'noon', { status: 'skipped', skipReason: 'forgot' })]),
  ).toEqual({
    localDate: '2026-11-23',
    due: 3,
    done: 1,
    excused: 0,
    answered: 2,
    later: 0,
  });
});

test('partly counts by value over target, at most whole, and half without a target or a value', () => {
  const partly = (activityId: string, slot: string, amount?: number | null) =>
    tally([say(activityId, slot, { status: 'partly', amount })]).done;
  expect(partly('walk', 'morning', 12)).toBe(0.4);
  expect(partly('walk', 'morning', 10)).toBe(0.333);
  expect(partly('walk', 'morning', 0)).toBe(0);
  expect(partly('walk', 'morning', 45)).toBe(1);
  expect(partly('walk', 'morning', -3)).toBe(0);
  expect(partly('walk', 'morning')).toBe(0.5);
  expect(partly('walk', 'morning', null)).toBe(0.5);
  expect(partly('stretch', 'noon', 12)).toBe(0.5);
});

test('only what a clinician asked to skip leaves both sides', () => {
  for (const skipReason of SKIP_REASONS) {
    const counted = tally([say('walk', 'morning', { status: 'skipped', skipReason })]);
    const excused = skipReason === 'clinician_said_so';
    expect(counted).toMatchObject({
      due: excused ? 2 : 3,
      done: 0,
      excused: excused ? 1 : 0,
      answered: 1,
    });
  }
});

test("today's slots are due once they are over or answered", () => {
  const today = (localTime: string, checkIns: CheckIn[] = []) => {
    const { due, later: open } = tally(checkIns, at('2026-11-23', localTime));
    return [due, open];
  };
  expect(today('11:59')).toEqual([0, 3]);
  expect(today('12:00')).toEqual([1, 2]);
  expect(today('17:00')).toEqual([2, 1]);
  expect(today('22:00')).toEqual([3, 0]);
  expect(today('09:00', [say('walk', 'evening', {})])).toEqual([1, 2]);
  expect(today('09:00', [say('walk', 'evening', { status: 'skipped', skipReason: 'unwell' })])).toEqual([
    1, 2,
  ]);
});

test('a day to come is not due', () => {
  expect(tally([], at('2026-11-22', '23:59'))).toMatchObject({ due: 0, later: 3 });
});

test('paused dates, dates outside and as-needed uses count nothing, but for what was answered before the pause', () => {
  const paused = { ...plan, pauses: [{ fromDate: '2026-11-23', toDate: '2026-11-24' }] };
  const counted = { due: 0, done: 0, excused: 0, answered: 0, later: 0 };
  expect(dayTally(paused, '2026-11-23', new Map(), later)).toMatchObject(counted);
  expect(dayTally(paused, '2026-11-23', currentCheckIns([say('walk', 'morning', {})]), later)).toMatchObject({
    ...{ due: 1, done: 1, excused: 0, answered: 1, later: 0 },
  });
  expect(tally([], later, '2026-11-22')).toMatchObject(counted);
  expect(tally([say('inhaler', 'as-needed-1', {})])).toMatchObject({ due: 3, done: 0, answered: 0 });
});

test('there are three answers', () => {
  const day = (due: number, done: number, answered: number) => ({ due, done, answered });
  expect(adherenceOver([day(0, 0, 0), day(0, 0, 1)])).toEqual({ kind: 'nothing_due' });
  expect(adherenceOver([day(3, 0, 0), day(2, 0, 0)])).toEqual({ kind: 'no_data', due: 5 });
  expect(adherenceOver([day(3, 0, 1)])).toEqual({ kind: 'percentage', percent: 0, done: 0, due: 3 });
  expect(adherenceOver([day(3, 2, 3), day(1, 0, 0)])).toEqual({
    kind: 'percentage',
    percent: 50,
    done: 2,
    due: 4,
  });
});

test('percentages are rounded half up to whole numbers', () => {
  const percent = (done: number, due: number) => adherenceOver([{ done, due, answered: 1 }]);
  expect(percent(1, 8)).toMatchObject({ percent: 13 }); // 12.5
  expect(percent(1, 3)).toMatchObject({ percent: 33 });
  expect(percent(2, 3)).toMatchObject({ percent: 67 });
  expect(percent(1.149, 10)).toMatchObject({ percent: 11 });
  expect(percent(1.15, 10)).toMatchObject({ percent: 12 }); // 11.5, though 1.15 has no exact binary form
  expect(percent(10, 10)).toMatchObject({ percent: 100 });
});

const answeredPlan = anyPlan.chain((any) => {
  const occurrences = expand(any, any.startDate, addDays(any.startDate, 130));
  return fc.record({
    any: fc.constant(any),
    occurrences: fc.constant(occurrences),
    answers: anyAnswers(occurrences),
  });
});

test('no counts leave their bounds, and a percentage lies between 0 and 100', () => {
  fc.assert(
    fc.property(answeredPlan, fc.nat({ max: 130 }), ({ any, answers }, after) => {
      const now = at(addDays(any.startDate, after), '15:00', 3);
      const tallies = dayTallies(
        any,
        any.startDate,
        addDays(any.startDate, 130),
        currentCheckIns(answers),
        now,
      );
      for (const { due, done, excused, answered, later: open } of tallies) {
        expect(Math.min(due, done, excused, answered, open)).toBeGreaterThanOrEqual(0);
        expect(done).toBeLessThanOrEqual(due);
        expect(answered).toBeLessThanOrEqual(due + excused);
      }
      const answer = adherenceOver(tallies);
      if (answer.kind !== 'percentage') return;
      expect(Number.isInteger(answer.percent)).toBe(true);
      expect(answer.percent).toBeGreaterThanOrEqual(0);
      expect(answer.percent).toBeLessThanOrEqual(100);
      if (answer.done === answer.due) expect(answer.percent).toBe(100);
    }),
  );
});

test('stored day tallies add up to the same answer as counting anew, in any order', () => {
  fc.assert(
    fc.property(answeredPlan, fc.nat({ max: 130 }), fc.gen(), ({ any, occurrences, answers }, after, gen) => {
      const current = currentCheckIns(answers);
      const today = addDays(any.startDate, after);
      const now = at(today, '15:00');
      const stored: DayTally[] = [];
      for (let date = any.startDate; date < today; date = addDays(date, 1)) {
        stored.push(JSON.parse(JSON.stringify(dayTally(any, date, current, at(addDays(date, 1), '09:00')))));
      }
      const whole = dayTallies(any, any.startDate, addDays(today, -1), current, now);
      expect(stored.filter(({ due, excused }) => due + excused > 0)).toEqual(whole);
      const shuffled = gen(fc.shuffledSubarray, stored, { minLength: stored.length });
      expect(adherenceOver(shuffled)).toEqual(adherenceOver(whole));

      // Counted once more by hand.
      const past = occurrences.filter(({ localDate }) => localDate < today);
      const counting = past.filter(
        (due) => current.get(occurrenceKey(due))?.skipReason !== 'clinician_said_so',
      );
      const answer = adherenceOver(whole);
      if (counting.length === 0) expect(answer.kind).toBe('nothing_due');
      else expect(answer).toMatchObject({ due: counting.length });
      const answered = past.some((due) => current.has(occurrenceKey(due)));
      if (counting.length > 0) expect(answer.kind).toBe(answered ? 'percentage' : 'no_data');
    }),
    { numRuns: 60 },
  );
});

test('doing one more never lowers adherence', () => {
  fc.assert(
    fc.property(answeredPlan, ({ any, occurrences, answers }) => {
      const now = at(addDays(any.startDate, 200));
      const percent = (all: CheckIn[]) => {
        const answer = adherenceOver(
          dayTallies(any, any.startDate, addDays(any.startDate, 130), currentCheckIns(all), now),
        );
        return answer.kind === 'percentage' ? answer.percent : 0;
      };
      const known = currentCheckIns(answers);
      const open = occurrences.find((due) => !known.has(occurrenceKey(due)));
      fc.pre(open !== undefined);
      const { assignmentId, activityId, localDate, slot } = open!;
      const done: CheckIn = {
        id: 'one-more',
        assignmentId,
        activityId,
        localDate,
        slot,
        status: 'done',
        recordedAt: '2026-11-24T00:00:00Z',
      };
      expect(percent([...answers, done])).toBeGreaterThanOrEqual(percent(answers));
    }),
  );
});

test('periods end with today', () => {
  expect(periods('2026-03-01')).toEqual({
    days7: { from: '2026-02-23', to: '2026-03-01' },
    days30: { from: '2026-01-31', to: '2026-03-01' },
    days90: { from: '2025-12-02', to: '2026-03-01' },
    all: { from: null, to: '2026-03-01' },
  });
});

const day = (localDate: string, due: number, done: number, open = 0) => ({
  localDate,
  due,
  done,
  later: open,
});

test('the streak counts full days back from today and passes over days with nothing due', () => {
  const days = [
    day('2026-11-20', 2, 1.5),
    day('2026-11-21', 2, 2),
    day('2026-11-22', 0, 0),
    day('2026-11-23', 1, 1),
  ];
  expect(streak(days, '2026-11-23')).toBe(2);
  expect(streak([...days].reverse(), '2026-11-23')).toBe(2);
  expect(streak(days, '2026-11-25')).toBe(2);
  expect(streak([], '2026-11-23')).toBe(0);
  expect(streak([...days, day('2026-11-19', 1, 1)], '2026-11-23')).toBe(2);
});

test('today counts only when nothing is left, and never breaks the streak', () => {
  const yesterday = day('2026-11-22', 2, 2);
  expect(streak([yesterday, day('2026-11-23', 2, 2)], '2026-11-23')).toBe(2);
  expect(streak([yesterday, day('2026-11-23', 2, 2, 1)], '2026-11-23')).toBe(1);
  expect(streak([yesterday, day('2026-11-23', 2, 0)], '2026-11-23')).toBe(1);
  expect(streak([yesterday, day('2026-11-23', 2, 0)], '2026-11-24')).toBe(0);
});

test('days of several assignments are full only together, and days to come do not count', () => {
  const both = [
    day('2026-11-22', 1, 1),
    day('2026-11-22', 2, 1),
    day('2026-11-23', 1, 1),
    day('2026-11-23', 0, 0),
  ];
  expect(streak(both, '2026-11-23')).toBe(1);
  expect(streak([day('2026-11-23', 1, 1), day('2026-11-24', 0, 0, 3)], '2026-11-23')).toBe(1);
  expect(streak([day('2026-11-24', 1, 1)], '2026-11-23')).toBe(0);
});
