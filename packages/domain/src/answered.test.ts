import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswers } from '../test/check-ins.ts';
import { activity, anyPlan, daily, planOf } from '../test/plans.ts';
import { dayTallies, dayTally } from './adherence.ts';
import { keepAnswered } from './answered.ts';
import { changeOverrides, changeVersion, pause, stop } from './assignment-state.ts';
import { type CheckIn, checkInProblem, currentCheckIns } from './check-ins.ts';
import { addDays } from './local-date.ts';
import { expand } from './plan.ts';
import type { AssignmentPlan } from './timeline.ts';
import { dayView } from './today-view.ts';

const TODAY = '2026-11-25';
const now = { today: TODAY, localTime: '13:00', dayStartHour: 0 };
const content = (...activities: ReturnType<typeof activity>[]) => ({
  durationDays: 30,
  phases: [],
  activities,
});
const inhaler = activity('inhaler', { recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [] });
const tablet = (...slots: string[]) => activity('tablet', daily(...slots));
const plan = planOf(content(tablet('morning', 'evening'), inhaler), { startDate: '2026-11-23' });

const say = (slot: string, more: Partial<CheckIn> = {}): CheckIn => ({
  id: `${slot}-${more.localDate}-${more.status}`,
  assignmentId: 'assignment',
  activityId: 'tablet',
  localDate: TODAY,
  slot,
  status: 'done',
  recordedAt: `${TODAY}T08:00:00Z`,
  ...more,
});
const MORNING = say('morning');

const planAfter = (change: ReturnType<typeof stop>): AssignmentPlan => {
  if (!change.ok) throw new Error(change.problem);
  return change.plan;
};
const version = (...activities: ReturnType<typeof activity>[]) => ({
  versionNumber: 2,
  content: content(...activities),
});
const toEvening = planAfter(
  changeOverrides(plan, TODAY, [{ activityId: 'tablet', slots: ['evening'] }], TODAY),
);
const toNoon = planAfter(changeVersion(plan, TODAY, version(tablet('noon')), TODAY));
const withoutTablet = planAfter(
  changeVersion(plan, TODAY, version(activity('walk', daily('evening'))), TODAY),
);
const paused = planAfter(pause(plan, TODAY, TODAY));
const stopped = planAfter(stop(plan, TODAY, TODAY));

const shown = (after: AssignmentPlan, checkIns = [MORNING], at = now) =>
  dayView([after], currentCheckIns(checkIns), TODAY, at).slots.flatMap(({ slot, items }) =>
    items.map(({ occurrence, state }) => `${slot} ${occurrence.activity.title} ${state}`),
  );

test.each<[string, AssignmentPlan, string[]]>([
  ['an override to another slot', toEvening, ['evening tablet later']],
  ['a version with another slot', toNoon, ['noon tablet open']],
  ['a version without the activity', withoutTablet, ['evening walk later']],
  ['a pause', paused, []],
  ['a stop', stopped, []],
])('%s from today on keeps the dose taken today in the day and in what is counted', (_, after, open) => {
  expect(shown(after)).toEqual(['morning tablet done', ...open]);
  expect(shown(after, [])).toEqual(open);
  const tomorrow = { ...now, today: addDays(TODAY, 1) };
  const counts = { due: 1 + open.length, done: 1, answered: 1 };
  const current = currentCheckIns([MORNING]);
  expect(dayTally(after, TODAY, current, tomorrow)).toMatchObject(counts);
  expect(dayTallies(after, TODAY, TODAY, current, tomorrow)).toMatchObject([counts]);
});

test('what was answered can be answered anew and undone, as long as it is answered', () => {
  for (const after of [toEvening, toNoon, withoutTablet, paused, stopped]) {
    expect(checkInProblem(MORNING, after, TODAY, 7, true)).toBeNull();
    expect(checkInProblem(MORNING, after, TODAY, 7, false)).not.toBeNull();
    expect(checkInProblem(MORNING, after, addDays(TODAY, 8), 7, true)).toBe('check_in_too_late');
    expect(
      shown(after, [MORNING, say('morning', { status: 'undone', recordedAt: `${TODAY}T09:00:00Z` })]),
    ).toEqual(shown(after, []));
  }
});

test('an answer of what is tomorrow after a journey to the west can be changed; nothing else of tomorrow', () => {
  const tomorrow = say('morning', { localDate: addDays(TODAY, 1) });
  expect(checkInProblem(tomorrow, plan, TODAY, 7, true)).toBeNull();
  expect(checkInProblem(tomorrow, plan, TODAY, 7, false)).toBe('check_in_in_future');
});

test('an activity that was answered keeps the name and the version that it was answered by', () => {
  const renamed = { ...tablet('morning'), title: 'Other tablet' };
  const started = planOf(content(tablet('morning', 'evening')), { startDate: TODAY });
  const changed = planAfter(changeVersion(started, TODAY, version(activity('walk', daily('noon'))), TODAY));
  const again = planAfter(
    changeVersion(
      changed,
      TODAY,
      { versionNumber: 3, content: content({ ...renamed, schedule: daily('noon') }) },
      TODAY,
    ),
  );
  // Nothing of the first version is left among the segments: it began on the day on which it gave way.
  expect(again.segments.map(({ versionNumber }) => versionNumber)).toEqual([3]);
  const [first] = dayView([again], currentCheckIns([MORNING]), TODAY, now).slots[0]!.items;
  expect(first!.occurrence).toMatchObject({
    slot: 'morning',
    versionNumber: 1,
    activity: { title: 'tablet' },
  });
});

test('what gave way on another day says nothing about an answer of this one', () => {
  const later = addDays(TODAY, 5);
  const heavier = { ...tablet('morning'), dose: { quantity: 40, unit: 'mg' } };
  const once = planAfter(changeVersion(toNoon, later, version(heavier), later));
  const twice = planAfter(
    changeVersion(once, later, { versionNumber: 3, content: content(tablet('noon')) }, later),
  );
  expect(twice.replaced).toHaveLength(1);
  const { slots } = dayView([twice], currentCheckIns([MORNING]), TODAY, { ...now, today: later });
  expect(slots[0]!.items[0]!.occurrence).toMatchObject({ slot: 'morning', versionNumber: 1 });
  expect(slots[0]!.items[0]!.occurrence.activity.dose).toBeUndefined();
});

test('of many changes on one day those are kept that something was answered by, and the last one', () => {
  const answers = currentCheckIns([MORNING]);
  let changing = planAfter(changeVersion(plan, TODAY, version(tablet('morning')), TODAY));
  for (const hour of ['10', '11', '12', '13', '14']) {
    const overrides = [{ activityId: 'tablet', slots: [`${hour}:00`] }];
    changing = keepAnswered(planAfter(changeOverrides(changing, TODAY, overrides, TODAY)), TODAY, answers);
  }
  const slotsKept = changing.replaced!.map(({ overrides: [override] }) => override?.slots?.[0]);
  expect(slotsKept).toEqual([undefined, '13:00']);
  expect(shown(changing)[0]).toBe('morning tablet done');
  expect(keepAnswered(changing, TODAY, new Map()).replaced).toHaveLength(1);
  expect(keepAnswered(changing, addDays(TODAY, 1), new Map()).replaced).toEqual(changing.replaced);
});

test('uses of an as-needed activity stay when the plan has it no more, and no further use is offered', () => {
  const used = say('as-needed-1', { activityId: 'inhaler' });
  for (const after of [withoutTablet, paused, stopped]) {
    const { asNeeded } = dayView([after], currentCheckIns([used]), TODAY, now);
    expect(asNeeded).toMatchObject([{ activity: { id: 'inhaler' }, uses: [used], nextSlot: null }]);
    expect(dayView([after], new Map(), TODAY, now).asNeeded).toEqual([]);
  }
});

test('whatever a plan becomes, every answer of a day is in that day, once', () => {
  fc.assert(
    fc.property(
      fc.tuple(anyPlan, anyPlan).chain(([before, after]) =>
        anyAnswers(expand(before, before.startDate, addDays(before.startDate, 40))).map((checkIns) => ({
          checkIns,
          after: { ...after, assignmentId: before.assignmentId },
        })),
      ),
      ({ checkIns, after }) => {
        const current = currentCheckIns(checkIns);
        for (const localDate of new Set([...current.values()].map((checkIn) => checkIn.localDate))) {
          const { slots, asNeeded } = dayView([after], current, localDate, now);
          const inDay = [
            ...slots.flatMap(({ items }) => items.flatMap(({ checkIn }) => checkIn ?? [])),
            ...asNeeded.flatMap(({ uses }) => uses),
          ].map(({ id }) => id);
          const answered = [...current.values()].filter((checkIn) => checkIn.localDate === localDate);
          expect(inDay.toSorted()).toEqual(answered.map(({ id }) => id).toSorted());
        }
      },
    ),
  );
});
