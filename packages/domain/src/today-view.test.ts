import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswers } from '../test/check-ins.ts';
import { activity, anyPlan, daily, planOf } from '../test/plans.ts';
import { adherenceOver } from './adherence.ts';
import { type CheckIn, checkInProblem, currentCheckIns } from './check-ins.ts';
import { addDays, localNow } from './local-date.ts';
import { expand, occurrenceKey } from './plan.ts';
import { dayView } from './today-view.ts';

const content = (id: string, ...slots: string[]) => ({
  durationDays: 30,
  phases: [],
  activities: [
    activity(id, daily(...slots)),
    activity('inhaler', { recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [] }),
  ],
});
const walking = planOf(content('walk', 'evening', 'morning', '01:00'), { assignmentId: 'first' });
const taking = planOf(content('tablet', 'morning', '12:00'), { assignmentId: 'second' });
const now = { today: '2026-11-24', localTime: '17:30', dayStartHour: 4 };

const say = (assignmentId: string, activityId: string, slot: string, status: CheckIn['status']): CheckIn => ({
  id: `${assignmentId}-${slot}-${status}`,
  assignmentId,
  activityId,
  localDate: '2026-11-24',
  slot,
  status,
  recordedAt: '2026-11-24T08:00:00Z',
});

const shown = (checkIns: CheckIn[], date: string) =>
  dayView([walking, taking], currentCheckIns(checkIns), date, now).slots.map(
    ({ slot, items }) =>
      `${slot}: ${items.map(({ occurrence, state }) => `${occurrence.activityId} ${state}`).join(', ')}`,
  );

test('a day shows all assignments by slot, each occurrence with what was said or where it stands', () => {
  expect(shown([], '2026-11-24')).toEqual([
    'morning: walk missed, tablet missed',
    '12:00: tablet missed',
    'evening: walk open',
    '01:00: walk later',
  ]);
  const said = [
    say('first', 'walk', 'morning', 'done'),
    say('second', 'tablet', 'morning', 'partly'),
    say('second', 'tablet', '12:00', 'skipped'),
    say('first', 'walk', '01:00', 'done'),
  ];
  expect(shown(said, '2026-11-24')).toEqual([
    'morning: walk done, tablet partly',
    '12:00: tablet skipped',
    'evening: walk open',
    '01:00: walk done',
  ]);
});

test('unanswered days before are missed and days to come are later', () => {
  expect(new Set(shown([], '2026-11-23').flatMap((line) => line.match(/missed|open|later/g)))).toEqual(
    new Set(['missed']),
  );
  expect(new Set(shown([], '2026-11-25').flatMap((line) => line.match(/missed|open|later/g)))).toEqual(
    new Set(['later']),
  );
});

test('items carry their check-in, the day its counts', () => {
  const done = say('first', 'walk', 'morning', 'done');
  const view = dayView([walking, taking], currentCheckIns([done]), '2026-11-24', now);
  expect(view.slots[0]!.items.map(({ checkIn }) => checkIn)).toEqual([done, null]);
  expect(view.tally).toEqual({ localDate: '2026-11-24', due: 3, done: 1, excused: 0, answered: 1, later: 2 });
  expect(adherenceOver([view.tally])).toMatchObject({ percent: 33 });
});

test('as-needed uses are counted, and the next one named until the maximum is reached', () => {
  const uses = (...slots: string[]) => {
    const checkIns = slots.map((slot) => say('first', 'inhaler', slot, 'done'));
    const items = dayView([walking, taking], currentCheckIns(checkIns), '2026-11-24', now).asNeeded;
    return items.map((item) => [item.assignmentId, item.uses.length, item.nextSlot]);
  };
  expect(uses()).toEqual([
    ['first', 0, 'as-needed-1'],
    ['second', 0, 'as-needed-1'],
  ]);
  expect(uses('as-needed-2')[0]).toEqual(['first', 1, 'as-needed-1']);
  expect(uses('as-needed-1')[0]).toEqual(['first', 1, 'as-needed-2']);
  expect(uses('as-needed-1', 'as-needed-2')[0]).toEqual(['first', 2, null]);
});

test('the view of a day holds each of its occurrences once, and its states agree with its counts', () => {
  const answered = anyPlan.chain((plan) =>
    fc.record({
      plan: fc.constant(plan),
      answers: anyAnswers(expand(plan, plan.startDate, addDays(plan.startDate, 10))),
      offset: fc.integer({ min: 0, max: 10 }),
      today: fc.integer({ min: 0, max: 10 }),
      hour: fc.integer({ min: 0, max: 23 }),
      dayStartHour: fc.integer({ min: 0, max: 6 }),
    }),
  );
  fc.assert(
    fc.property(answered, ({ plan, answers, offset, today, hour, dayStartHour }) => {
      const date = addDays(plan.startDate, offset);
      const localTime = `${String(hour).padStart(2, '0')}:20`;
      const moment = { today: addDays(plan.startDate, today), localTime, dayStartHour };
      const view = dayView([plan], currentCheckIns(answers), date, moment);
      const items = view.slots.flatMap((slot) => slot.items);
      expect(items.map(({ occurrence }) => occurrence)).toEqual(expand(plan, date, date, dayStartHour));
      const count = (...states: string[]) => items.filter(({ state }) => states.includes(state)).length;
      expect(count('done', 'partly', 'skipped')).toBe(view.tally.answered);
      expect(count('later', 'open')).toBe(view.tally.later);
      expect(count('missed', 'done', 'partly', 'skipped')).toBe(view.tally.due + view.tally.excused);
    }),
  );
});

test('a traveller who answers what the phone shows answers every occurrence once, whatever the clocks do', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const journey = fc.array(
    fc.record({ zone: fc.constantFrom(...zones), hours: fc.integer({ min: 3, max: 200 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(anyPlan, journey, fc.integer({ min: 0, max: 6 }), (any, legs, dayStartHour) => {
      const plan = { ...any, pauses: any.pauses.filter(({ toDate }) => toDate !== null) };
      const everything = expand(plan, plan.startDate, addDays(plan.startDate, 200), dayStartHour);
      fc.pre(everything.length > 0);
      const end = addDays(everything.at(-1)!.localDate, 3);
      const answers: CheckIn[] = [];
      const current = new Map<string, CheckIn>();
      let leg = 0;
      let left = legs[0]!.hours;
      let instant = Date.parse(`${plan.startDate}T00:00:00Z`) - 30 * 3_600_000;
      for (; ; instant += 3 * 3_600_000, left -= 3) {
        if (left <= 0) {
          leg = (leg + 1) % legs.length;
          left = legs[leg]!.hours;
        }
        const moment = localNow(instant, legs[leg]!.zone, dayStartHour);
        if (moment.today > end) break;
        // The phone shows today and, when a date was flown over, the days back that can still be answered.
        const firstShown = addDays(moment.today, -2);
        for (const due of everything) {
          if (due.localDate < firstShown || due.localDate > moment.today || current.has(occurrenceKey(due)))
            continue;
          expect(checkInProblem(due, plan, moment.today)).toBeNull();
          const { assignmentId, activityId, localDate, slot } = due;
          const recordedAt = new Date(instant).toISOString();
          const id = `id-${answers.length}`;
          const done: CheckIn = { id, assignmentId, activityId, localDate, slot, status: 'done', recordedAt };
          answers.push(done);
          current.set(occurrenceKey(due), done);
        }
      }
      expect(answers).toHaveLength(everything.length);
      expect(currentCheckIns(answers).size).toBe(everything.length);
    }),
    { numRuns: 40 },
  );
});
