import type { Activity, LocalDate, Weekday } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activity, anyContent, anyDate, anyPlan, daily, planOf } from '../test/plans.ts';
import { addDays } from './local-date.ts';
import {
  asNeededOn,
  expand,
  lastDate,
  lastDatesOfSegments,
  occurrenceKey,
  overriddenActivities,
  protocolDayOf,
} from './plan.ts';
import { dueDays, isDueOn, type ScheduledContent, windowOf } from './schedule.ts';
import { slotRank } from './slots.ts';
import type { AssignmentPlan } from './timeline.ts';

const content = (activities: Activity[], durationDays = 28): ScheduledContent => ({
  durationDays,
  phases: [{ id: 'loading', title: 'Loading', description: '', startDay: 8, endDay: 14 }],
  activities,
});

const datesOf = (plan: AssignmentPlan, from = '2026-01-01', to = '2028-12-31') =>
  expand(plan, from, to).map(({ localDate }) => localDate);

// The rules of a plan told day by day, without stretches, windows or sorting tricks.
function retold(plan: AssignmentPlan, days: number): { key: string; protocolDay: number; version: number }[] {
  const told: { key: string; protocolDay: number; version: number }[] = [];
  let protocolDay = 1;
  for (let offset = 0; offset < days; offset++) {
    const date = addDays(plan.startDate, offset);
    if (plan.stoppedOn !== null && date >= plan.stoppedOn) break;
    const segment = plan.segments.findLast(({ fromDate }) => fromDate <= date)!;
    if (protocolDay > segment.content.durationDays) break;
    if (plan.pauses.some(({ fromDate, toDate }) => fromDate <= date && (toDate === null || date < toDate))) {
      continue;
    }
    const today = segment.content.activities.flatMap((planned, place) => {
      const override = segment.overrides.find(({ activityId }) => activityId === planned.id);
      if (override?.included === false || !retoldIsDue(planned, segment.content, protocolDay, date))
        return [];
      return (override?.slots ?? planned.schedule.slots).map((slot) => ({ slot, place, id: planned.id }));
    });
    const named = ({ slot }: { slot: string }) => Number(/^[a-z]/.test(slot));
    today.sort(
      (a, b) => slotRank(a.slot, 0) - slotRank(b.slot, 0) || named(b) - named(a) || a.place - b.place,
    );
    for (const { id, slot } of today) {
      const key = occurrenceKey({
        assignmentId: plan.assignmentId,
        activityId: id,
        localDate: date,
        slot,
      });
      told.push({ key, protocolDay, version: segment.versionNumber });
    }
    protocolDay++;
  }
  return told;
}

function retoldIsDue(planned: Activity, within: ScheduledContent, day: number, date: LocalDate): boolean {
  const { recurrence, startDay, endDay } = planned.schedule;
  const phase = within.phases.find(({ id }) => id === planned.phaseId);
  const first = startDay ?? phase?.startDay ?? 1;
  if (day < first || day > (endDay ?? phase?.endDay ?? within.durationDays)) return false;
  const weekday = new Date(date)
    .toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' })
    .toLowerCase();
  switch (recurrence.type) {
    case 'daily':
      return true;
    case 'every_n_days': {
      for (let next = first; next <= day; next += recurrence.everyDays) if (next === day) return true;
      return false;
    }
    case 'weekdays':
      return recurrence.weekdays.includes(weekday as Weekday);
    case 'protocol_days':
      return recurrence.days.includes(day);
    case 'as_needed':
      return false;
  }
}

const HORIZON = 400;

test('expansion tells the same as the rules told day by day', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const expanded = expand(plan, plan.startDate, addDays(plan.startDate, HORIZON - 1));
      expect(
        expanded.map((due) => ({
          key: occurrenceKey(due),
          protocolDay: due.protocolDay,
          version: due.versionNumber,
        })),
      ).toEqual(retold(plan, HORIZON));
    }),
    { numRuns: 300 },
  );
});

test('a version too short for the day reached ends the plan even while it is paused', () => {
  const daily14 = content([activity('walk', daily('morning'))], 14);
  const segment = (fromDate: LocalDate, versionNumber: number, durationDays: number) => ({
    fromDate,
    versionNumber,
    content: { ...daily14, durationDays },
    overrides: [],
  });
  const plan: AssignmentPlan = {
    ...planOf(daily14, { startDate: '2026-07-22' }),
    segments: [segment('2026-07-22', 1, 14), segment('2026-07-24', 2, 1), segment('2026-07-25', 3, 17)],
    pauses: [{ fromDate: '2026-07-23', toDate: '2026-07-25' }],
  };
  expect(datesOf(plan)).toEqual(['2026-07-22']);
  expect(lastDate(plan)).toBe('2026-07-23');
});

test('on every date exactly one segment is followed until the plan is over, and none afterwards', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: -20, max: 150 }), (plan, offset) => {
      const date = addDays(plan.startDate, offset);
      const lastDates = lastDatesOfSegments(plan);
      const followed = plan.segments.filter(
        ({ fromDate }, index) =>
          (index === 0 || fromDate <= date) && (lastDates[index] === null || lastDates[index]! >= date),
      );
      const last = lastDate(plan);
      const isOver = (plan.stoppedOn !== null && plan.stoppedOn <= date) || (last !== null && last < date);
      const inForce = plan.segments.findLast(({ fromDate }) => fromDate <= date) ?? plan.segments[0];
      expect(followed).toEqual(isOver ? [] : [inForce]);
    }),
    { numRuns: 500 },
  );
});

test('any window equals the same window cut from a longer one', () => {
  fc.assert(
    fc.property(
      anyPlan,
      fc.integer({ min: -20, max: 150 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 6 }),
      (plan, offset, length, margin, dayStartHour) => {
        const from = addDays(plan.startDate, offset);
        const to = addDays(from, length);
        const longer = expand(plan, addDays(from, -margin), addDays(to, margin), dayStartHour);
        expect(expand(plan, from, to, dayStartHour)).toEqual(
          longer.filter(({ localDate }) => localDate >= from && localDate <= to),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('no two occurrences share an identity, and they come by date and slot', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 0, max: 6 }), (plan, dayStartHour) => {
      const all = expand(plan, plan.startDate, addDays(plan.startDate, HORIZON), dayStartHour);
      expect(new Set(all.map(occurrenceKey)).size).toBe(all.length);
      for (const [index, due] of all.slice(1).entries()) {
        const before = all[index]!;
        expect(before.localDate <= due.localDate).toBe(true);
        if (before.localDate === due.localDate) {
          expect(slotRank(before.slot, dayStartHour)).toBeLessThanOrEqual(slotRank(due.slot, dayStartHour));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('the day-start hour orders a day and neither adds nor takes an occurrence', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 0, max: 6 }), (plan, dayStartHour) => {
      const to = addDays(plan.startDate, HORIZON);
      const keys = expand(plan, plan.startDate, to, dayStartHour).map(occurrenceKey);
      expect(keys.sort()).toEqual(expand(plan, plan.startDate, to).map(occurrenceKey).sort());
    }),
    { numRuns: 100 },
  );
});

test('every protocol day of an unchanged plan falls on exactly one date, however often it is paused', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const unchanged = { ...plan, segments: plan.segments.slice(0, 1), stoppedOn: null };
      const days = Array.from({ length: HORIZON }, (_, offset) =>
        protocolDayOf(unchanged, addDays(plan.startDate, offset)),
      ).filter((day) => typeof day === 'number');
      const open = unchanged.pauses.some(({ toDate }) => toDate === null);
      const duration = plan.segments[0]!.content.durationDays;
      expect(days).toEqual(Array.from({ length: days.length }, (_, index) => index + 1));
      if (open) expect(days.length).toBeLessThanOrEqual(duration);
      else expect(days).toHaveLength(duration);
    }),
    { numRuns: 200 },
  );
});

test('a pause shifts what is not tied to weekdays and loses none of it', () => {
  const untied = anyContent.map((all) => ({
    ...all,
    activities: all.activities.filter(({ schedule }) => schedule.recurrence.type !== 'weekdays'),
  }));
  fc.assert(
    fc.property(
      untied,
      anyDate,
      fc.integer({ min: 0, max: 79 }),
      fc.integer({ min: 1, max: 50 }),
      (all, startDate, after, length) => {
        const running = planOf(all, { startDate });
        const fromDate = addDays(startDate, Math.min(after, all.durationDays - 1));
        const paused = { ...running, pauses: [{ fromDate, toDate: addDays(fromDate, length) }] };
        const to = addDays(startDate, HORIZON);
        expect(expand(paused, startDate, to)).toEqual(
          expand(running, startDate, to).map((due) => ({
            ...due,
            localDate: due.localDate < fromDate ? due.localDate : addDays(due.localDate, length),
          })),
        );
        expect(lastDate(paused)).toBe(addDays(lastDate(running)!, length));
      },
    ),
    { numRuns: 150 },
  );
});

test('what lies before a change stays as it was', () => {
  fc.assert(
    fc.property(anyPlan, anyContent, fc.integer({ min: 0, max: 60 }), (plan, changed, after) => {
      const fromDate = addDays(plan.segments.at(-1)!.fromDate, after);
      const segment = { fromDate, versionNumber: 9, content: changed, overrides: [] };
      const next = { ...plan, segments: [...plan.segments, segment] };
      const dayBefore = addDays(fromDate, -1);
      expect(expand(next, plan.startDate, dayBefore)).toEqual(expand(plan, plan.startDate, dayBefore));
    }),
    { numRuns: 100 },
  );
});

test('each recurrence is due on its days', () => {
  const on = (schedule: Activity['schedule'], more: Partial<Activity> = {}) =>
    dueDays(activity('a', schedule, more), content([], 14), '2026-11-23'); // a Monday
  expect(on(daily('morning'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  expect(on({ ...daily('morning'), startDay: 3, endDay: 5 })).toEqual([3, 4, 5]);
  expect(on(daily('morning'), { phaseId: 'loading' })).toEqual([8, 9, 10, 11, 12, 13, 14]);
  const everyThird = { recurrence: { type: 'every_n_days' as const, everyDays: 3 }, slots: ['noon'] };
  expect(on(everyThird)).toEqual([1, 4, 7, 10, 13]);
  expect(on(everyThird, { phaseId: 'loading' })).toEqual([8, 11, 14]);
  expect(on({ ...everyThird, startDay: 2 })).toEqual([2, 5, 8, 11, 14]);
  const weekend = { type: 'weekdays' as const, weekdays: ['sat' as const, 'sun' as const] };
  expect(on({ recurrence: weekend, slots: ['noon'] })).toEqual([6, 7, 13, 14]);
  expect(on({ recurrence: { type: 'protocol_days', days: [14, 2] }, slots: ['noon'] })).toEqual([2, 14]);
  expect(on({ recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [], startDay: 13 })).toEqual([13, 14]);
});

test('weekdays are those of the date a protocol day falls on', () => {
  const fridays = { recurrence: { type: 'weekdays' as const, weekdays: ['fri' as const] }, slots: ['noon'] };
  const weekly = activity('weigh-in', fridays);
  expect(isDueOn(weekly, content([weekly]), 5, '2026-11-27')).toBe(true);
  expect(isDueOn(weekly, content([weekly]), 5, '2026-11-28')).toBe(false);
  const plan = planOf(content([weekly]), {
    pauses: [{ fromDate: '2026-12-01', toDate: '2026-12-06' }],
  });
  // 28 running days from a Monday with five paused: the Friday within the pause is lost to the calendar, not to the plan's length.
  expect(datesOf(plan)).toEqual(['2026-11-27', '2026-12-11', '2026-12-18', '2026-12-25']);
});

test('a window is cut at the duration when a version became shorter', () => {
  const phases = [{ id: 'p', title: 'P', description: '', startDay: 5, endDay: 20 }];
  const planned = activity('a', { ...daily('noon'), endDay: 18 }, { phaseId: 'p' });
  expect(windowOf(planned, { durationDays: 10, phases })).toEqual({ firstDay: 5, lastDay: 10 });
  expect(windowOf(planned, { durationDays: 30, phases })).toEqual({ firstDay: 5, lastDay: 18 });
});

test('a day is in the order of its slots, with times before the day start at its end', () => {
  const plan = planOf(
    content([
      activity('tablet', daily('bedtime', '01:00', 'morning')),
      activity('walk', daily('07:30', 'morning')),
    ]),
  );
  const slots = (dayStartHour: number) =>
    expand(plan, '2026-11-23', '2026-11-23', dayStartHour).map(
      ({ activityId, slot }) => `${slot} ${activityId}`,
    );
  expect(slots(0)).toEqual([
    '01:00 tablet',
    '07:30 walk',
    'morning tablet',
    'morning walk',
    'bedtime tablet',
  ]);
  expect(slots(4)).toEqual([
    '07:30 walk',
    'morning tablet',
    'morning walk',
    'bedtime tablet',
    '01:00 tablet',
  ]);
});

test('overrides leave out, re-time and re-dose one activity and keep the protocol as it is', () => {
  const tablet = activity('tablet', daily('morning'), { dose: { quantity: 1, unit: 'tablet' } });
  const walk = activity('walk', daily('noon'));
  const inhaler = activity('inhaler', { recurrence: { type: 'as_needed', maxPerDay: 4 }, slots: [] });
  const original = content([tablet, walk, inhaler]);
  const changed = overriddenActivities(original, [
    { activityId: 'tablet', slots: ['evening'], dose: { quantity: 2, unit: 'tablet' } },
    { activityId: 'walk', included: false },
    { activityId: 'inhaler', slots: ['noon'] },
    { activityId: 'gone', included: false },
  ]);
  expect(changed).toEqual([
    { ...tablet, schedule: daily('evening'), dose: { quantity: 2, unit: 'tablet' } },
    inhaler,
  ]);
  expect(original.activities).toEqual([tablet, walk, inhaler]);
  expect(tablet.schedule.slots).toEqual(['morning']);
});

test('a new version takes over from its date with the day number carried on', () => {
  const before = content([activity('a', daily('morning'))], 5);
  const after = content([activity('b', daily('morning'))], 7);
  const plan = planOf(before, {
    segments: [
      { fromDate: '2026-11-23', versionNumber: 1, content: before, overrides: [] },
      { fromDate: '2026-11-26', versionNumber: 2, content: after, overrides: [] },
    ],
  });
  const told = expand(plan, '2026-01-01', '2027-12-31').map(
    (due) => `${due.localDate} ${due.activityId} v${due.versionNumber} day ${due.protocolDay}`,
  );
  expect(told).toEqual([
    '2026-11-23 a v1 day 1',
    '2026-11-24 a v1 day 2',
    '2026-11-25 a v1 day 3',
    '2026-11-26 b v2 day 4',
    '2026-11-27 b v2 day 5',
    '2026-11-28 b v2 day 6',
    '2026-11-29 b v2 day 7',
  ]);
  expect(lastDate(plan)).toBe('2026-11-29');
});

test('a plan that has run out does not start again with a longer version', () => {
  const short = content([activity('a', daily('morning'))], 2);
  const long = content([activity('a', daily('morning'))], 30);
  const changing = (fromDate: LocalDate) =>
    planOf(short, {
      segments: [
        { fromDate: '2026-11-23', versionNumber: 1, content: short, overrides: [] },
        { fromDate, versionNumber: 2, content: long, overrides: [] },
      ],
    });
  expect(lastDate(changing('2026-11-26'))).toBe('2026-11-24');
  expect(protocolDayOf(changing('2026-11-26'), '2026-11-27')).toBe('after');
  expect(lastDate(changing('2026-11-25'))).toBe('2026-12-22');
});

test('the day of a date says why when there is none', () => {
  const plan = planOf(content([activity('a', daily('morning'))], 4), {
    pauses: [{ fromDate: '2026-11-24', toDate: '2026-11-26' }],
  });
  const told = Array.from({ length: 8 }, (_, offset) => protocolDayOf(plan, addDays('2026-11-22', offset)));
  expect(told).toEqual(['before', 1, 'paused', 'paused', 2, 3, 4, 'after']);
  expect(protocolDayOf({ ...plan, stoppedOn: '2026-11-25' }, '2026-11-25')).toBe('after');
  expect(protocolDayOf({ ...plan, stoppedOn: '2026-11-25' }, '2026-11-24')).toBe('paused');
  expect(protocolDayOf({ ...plan, stoppedOn: '2026-11-20' }, '2026-11-20')).toBe('after');
  expect(protocolDayOf({ ...plan, stoppedOn: '2026-11-20' }, '2026-11-19')).toBe('before');
});

test('the last date is unknown while a pause is open and is cut by a stop', () => {
  const plan = planOf(content([activity('a', daily('morning'))], 4));
  expect(lastDate(plan)).toBe('2026-11-26');
  const open = { ...plan, pauses: [{ fromDate: '2026-11-24', toDate: null }] };
  expect(lastDate(open)).toBeNull();
  expect(datesOf(open)).toEqual(['2026-11-23']);
  expect(lastDate({ ...open, stoppedOn: '2026-12-24' })).toBe('2026-12-23');
  expect(lastDate({ ...plan, stoppedOn: '2026-11-24' })).toBe('2026-11-23');
  expect(lastDate({ ...plan, stoppedOn: '2026-11-23' })).toBeNull();
  expect(lastDate({ ...plan, stoppedOn: '2026-12-24' })).toBe('2026-11-26');
});

test('as-needed activities are listed for their days and are never occurrences', () => {
  const inhaler = activity(
    'inhaler',
    { recurrence: { type: 'as_needed', maxPerDay: 4 }, slots: [] },
    { phaseId: 'loading' },
  );
  const plan = planOf(content([inhaler, activity('a', daily('noon'))]));
  expect(asNeededOn(plan, '2026-11-29')).toEqual([]);
  expect(asNeededOn(plan, '2026-11-30')).toEqual([
    {
      assignmentId: 'assignment',
      localDate: '2026-11-30',
      protocolDay: 8,
      versionNumber: 1,
      activity: inhaler,
      maxPerDay: 4,
    },
  ]);
  expect(expand(plan, '2026-11-30', '2026-11-30').map(({ activityId }) => activityId)).toEqual(['a']);
  const leftOut = [{ ...plan.segments[0]!, overrides: [{ activityId: 'inhaler', included: false }] }];
  expect(asNeededOn({ ...plan, segments: leftOut }, '2026-11-30')).toEqual([]);
});

test('leap days are days like any other', () => {
  const plan = planOf(content([activity('a', daily('morning'))], 3), { startDate: '2028-02-28' });
  expect(datesOf(plan)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
});

test('a whole year of twenty activities is expanded well within one frame', () => {
  const many = Array.from({ length: 20 }, (_, index) => activity(`a${index}`, daily('morning', 'evening')));
  const plan = planOf(content(many, 365));
  const to = addDays(plan.startDate, 364);
  expect(expand(plan, plan.startDate, to)).toHaveLength(14_600);
  const times = Array.from({ length: 7 }, () => {
    const before = performance.now();
    expand(plan, plan.startDate, to);
    return performance.now() - before;
  }).sort((a, b) => a - b);
  expect(times[0]).toBeLessThan(16);
});
