import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activity, anyContent, anyPlan, daily, planOf } from '../test/plans.ts';
import { protocol } from '../test/protocols.ts';
import { addDays } from './local-date.ts';
import { activityDue, asNeededOn, countDue, expand, layOut, occurrenceKey } from './plan.ts';
import { PLAN_LIMITS, planSize, planSizeProblems } from './plan-size.ts';
import { publishProblems } from './protocol-state.ts';

const HORIZON = 400;

test('counting what is due tells the same as expanding it', () => {
  fc.assert(
    fc.property(anyPlan, fc.nat({ max: 60 }), fc.nat({ max: HORIZON }), (plan, skip, length) => {
      const from = addDays(plan.startDate, skip - 30);
      const to = addDays(from, length);
      const expanded = Map.groupBy(expand(plan, from, to), ({ localDate }) => localDate);
      const counted = countDue(plan, from, to);
      expect([...counted]).toEqual([...expanded].map(([date, due]) => [date, due.length]));

      const { activities, byDate } = layOut(plan, from, to);
      expect(new Set(activities).size).toBe(activities.length);
      const inOrder = [...byDate].sort(([a], [b]) => (a < b ? -1 : 1));
      const laidOut = inOrder.map(([date, due]) => [
        date,
        due.flatMap((position) =>
          activities[position]!.schedule.slots.map((slot) => `${activities[position]!.id} ${slot}`),
        ),
      ]);
      const told = [...expanded].map(([date, due]) => [
        date,
        due.map((one) => `${one.activityId} ${one.slot}`),
      ]);
      const sorted = (days: (string | string[])[][]) => days.map(([date, due]) => [date, [...due!].sort()]);
      expect(sorted(laidOut)).toEqual(sorted(told));
    }),
    { numRuns: 300 },
  );
});

test('the activity that an identity names is the one that expanding finds, or an as-needed one within its daily maximum', () => {
  const anySlot = fc.constantFrom(
    'morning',
    'noon',
    'evening',
    '07:30',
    'as-needed-1',
    'as-needed-3',
    'as-needed-24',
  );
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: -3, max: 120 }), fc.nat(), anySlot, (plan, day, pick, slot) => {
      const localDate = addDays(plan.startDate, day);
      const all = plan.segments.flatMap(({ content }) => content.activities);
      const activityId = all[pick % all.length]?.id ?? 'none';
      const identity = { assignmentId: plan.assignmentId, activityId, localDate, slot };
      const due = expand(plan, localDate, localDate).find(
        (one) => occurrenceKey(one) === occurrenceKey(identity),
      );
      const asNeeded = asNeededOn(plan, localDate).find(
        (one) =>
          one.activity.id === activityId && Number(/^as-needed-(\d+)$/.exec(slot)?.[1]) <= one.maxPerDay,
      );
      expect(activityDue(plan, identity)).toEqual((due ?? asNeeded)?.activity);
      expect(activityDue(plan, { ...identity, assignmentId: 'another' })).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('the size of a plan is what its fullest day and all its days hold, on the weekday that makes most of it', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      const days = Array.from({ length: 7 }, (_, offset) => {
        const start = addDays('2026-11-23', offset);
        const plan = planOf(content, { startDate: start });
        return [...countDue(plan, start, addDays(start, content.durationDays)).values()];
      });
      const inAll = days.map((counts) => counts.reduce((sum, count) => sum + count, 0));
      expect(planSize(content)).toEqual({ perDay: Math.max(0, ...days.flat()), inAll: Math.max(...inAll) });
    }),
    { numRuns: 200 },
  );
});

const SLOTS = ['07:00', '08:00', '09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'];
const filling = (activities: number, durationDays: number) =>
  protocol({
    durationDays,
    activities: Array.from({ length: activities }, (_, index) => activity(`a-${index}`, daily(...SLOTS))),
  });

test('a plan may hold as much as its limits say, and no more', () => {
  const { occurrencesPerDay, occurrences, contentBytes } = PLAN_LIMITS;
  const most = filling(occurrencesPerDay / SLOTS.length, occurrences / occurrencesPerDay);
  expect(planSizeProblems(most)).toEqual([]);
  expect(publishProblems(most)).toEqual([]);

  const longer = { ...most, durationDays: most.durationDays + 1 };
  expect(publishProblems(longer)).toEqual([
    { path: ['activities'], code: 'plan_too_large', reason: 'too_many_in_all' },
  ]);
  const fuller = filling(occurrencesPerDay / SLOTS.length + 1, 1);
  expect(publishProblems(fuller)).toEqual([
    { path: ['activities'], code: 'plan_too_large', reason: 'too_many_a_day' },
  ]);
  const wordy = filling(1, 1);
  const rest = contentBytes - JSON.stringify(wordy).length;
  const worded = (length: number) => ({ ...wordy, content: 'é'.repeat(Math.floor(length / 2)) });
  expect(publishProblems(worded(rest - 2))).toEqual([]);
  expect(publishProblems(worded(rest + 2))).toEqual([
    { path: [], code: 'plan_too_large', reason: 'content_too_large' },
  ]);
});

test('what is changed for one client counts', () => {
  const content = protocol({ durationDays: 30, activities: [activity('walk', daily('noon'))] });
  expect(planSize(content, [{ activityId: 'walk', slots: SLOTS }])).toEqual({ perDay: 10, inAll: 300 });
  expect(planSize(content, [{ activityId: 'walk', included: false }])).toEqual({ perDay: 0, inAll: 0 });
});
