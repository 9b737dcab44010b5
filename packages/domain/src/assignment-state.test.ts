import type { AssignmentStatus as ContractStatus, ERRORS } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { activity, anyContent, anyPlan, daily, planOf } from '../test/plans.ts';
import {
  type AssignmentProblem,
  type AssignmentStatus,
  assignmentStatus,
  changeOverrides,
  changeVersion,
  type PlanChange,
  pause,
  resume,
  stop,
  versionBeforeEnd,
} from './assignment-state.ts';
import { addDays } from './local-date.ts';
import { expand, lastDate, protocolDayOf } from './plan.ts';
import type { AssignmentPlan } from './timeline.ts';

const content = (durationDays: number, ...ids: string[]) => ({
  durationDays,
  phases: [],
  activities: ids.map((id) => activity(id, daily('morning'))),
});

const monday = planOf(content(10, 'a', 'b'), { startDate: '2026-11-23' });
const TODAY = '2026-11-25';

const planAfter = (change: PlanChange): AssignmentPlan => {
  if (!change.ok) throw new Error(change.problem);
  return change.plan;
};
const problemOf = (change: PlanChange) => (change.ok ? null : change.problem);

test('the contract knows every status and every problem', () => {
  expectTypeOf<AssignmentStatus>().toEqualTypeOf<ContractStatus>();
  expectTypeOf<AssignmentProblem>().toExtend<keyof typeof ERRORS>();
  expect(assignmentStatus(monday, TODAY)).toBe('active');
});

test('the status follows the calendar', () => {
  const plan = { ...monday, pauses: [{ fromDate: '2026-11-24', toDate: '2026-11-26' }] };
  expect(assignmentStatus(plan, '2026-11-22')).toBe('scheduled');
  expect(assignmentStatus(plan, '2026-11-23')).toBe('active');
  expect(assignmentStatus(plan, '2026-11-25')).toBe('paused');
  expect(assignmentStatus(plan, '2026-11-26')).toBe('active');
  expect(assignmentStatus(plan, '2026-12-04')).toBe('active');
  expect(assignmentStatus(plan, '2026-12-05')).toBe('completed');
});

test('a stop cuts off what was left; with nothing left the plan is completed', () => {
  const stopped = (stoppedOn: string) => ({ ...monday, stoppedOn });
  expect(assignmentStatus(stopped('2026-11-25'), '2026-11-24')).toBe('active');
  expect(assignmentStatus(stopped('2026-11-25'), '2026-11-25')).toBe('stopped');
  expect(assignmentStatus(stopped('2026-11-25'), '2027-11-25')).toBe('stopped');
  expect(assignmentStatus(stopped('2026-12-03'), '2026-12-03')).toBe('completed');
  expect(assignmentStatus(stopped('2026-12-02'), '2026-12-02')).toBe('stopped');
  expect(assignmentStatus(stopped('2026-11-20'), '2026-11-20')).toBe('stopped');
  const openPause = { ...stopped('2026-11-28'), pauses: [{ fromDate: '2026-11-24', toDate: null }] };
  expect(assignmentStatus(openPause, '2026-11-28')).toBe('stopped');
});

test('a pause holds the days until it is resumed', () => {
  const paused = planAfter(pause(monday, TODAY, TODAY));
  expect(paused.pauses).toEqual([{ fromDate: TODAY, toDate: null }]);
  expect(assignmentStatus(paused, '2027-11-25')).toBe('paused');
  const resumed = planAfter(resume(paused, '2026-12-01', '2026-11-30'));
  expect(resumed.pauses).toEqual([{ fromDate: TODAY, toDate: '2026-12-01' }]);
  expect(protocolDayOf(resumed, '2026-12-01')).toBe(3);
  expect(lastDate(resumed)).toBe('2026-12-08');
});

test('a pause resumed on its first date never was', () => {
  const paused = planAfter(pause(monday, TODAY, TODAY));
  expect(planAfter(resume(paused, TODAY, TODAY))).toEqual(monday);
});

test('a pause may have its end, and takes in those planned within it', () => {
  const planned = {
    ...monday,
    pauses: [
      { fromDate: '2026-11-24', toDate: '2026-11-25' },
      { fromDate: '2026-11-27', toDate: '2026-11-29' },
      { fromDate: '2026-12-01', toDate: '2026-12-02' },
    ],
  };
  const bounded = planAfter(pause(planned, '2026-11-26', TODAY, '2026-12-01'));
  expect(bounded.pauses).toEqual([
    { fromDate: '2026-11-24', toDate: '2026-11-25' },
    { fromDate: '2026-11-26', toDate: '2026-12-01' },
    { fromDate: '2026-12-01', toDate: '2026-12-02' },
  ]);
  const open = planAfter(pause(planned, '2026-11-26', TODAY));
  expect(open.pauses).toEqual([
    { fromDate: '2026-11-24', toDate: '2026-11-25' },
    { fromDate: '2026-11-26', toDate: null },
  ]);
  expect(problemOf(pause(monday, TODAY, TODAY, TODAY))).toBe('effective_date_out_of_range');
});

test('what cannot be done is refused with its reason', () => {
  const paused = planAfter(pause(monday, TODAY, TODAY));
  const stopped = planAfter(stop(monday, TODAY, TODAY));
  const scheduled = '2026-11-20';
  const over = '2026-12-03';
  const version = { versionNumber: 2, content: content(10, 'a') };
  const all: [PlanChange, AssignmentProblem][] = [
    [pause(paused, TODAY, TODAY), 'assignment_not_active'],
    [pause(monday, scheduled, scheduled), 'assignment_not_active'],
    [pause(monday, '2026-11-24', TODAY), 'effective_date_out_of_range'],
    [pause(monday, over, over), 'assignment_ended'],
    [pause(monday, over, TODAY), 'assignment_ended'],
    [pause(monday, TODAY, over), 'assignment_ended'],
    [pause(stopped, '2026-11-24', '2026-11-24'), 'assignment_ended'],
    [resume(monday, TODAY, TODAY), 'assignment_not_paused'],
    [resume(monday, scheduled, scheduled), 'assignment_not_paused'],
    [resume(paused, TODAY, '2026-11-26'), 'effective_date_out_of_range'],
    [resume(stopped, TODAY, TODAY), 'assignment_ended'],
    [stop(stopped, '2026-11-24', '2026-11-24'), 'assignment_ended'],
    [stop(monday, '2026-11-24', TODAY), 'effective_date_out_of_range'],
    [stop(monday, over, over), 'assignment_ended'],
    [changeVersion(monday, '2026-11-24', version, TODAY), 'effective_date_out_of_range'],
    [changeVersion(monday, over, version, over), 'assignment_ended'],
    [changeOverrides(monday, '2026-11-24', [], TODAY), 'effective_date_out_of_range'],
    [changeOverrides(stopped, TODAY, [], TODAY), 'assignment_ended'],
    [changeOverrides(monday, TODAY, [{ activityId: 'c', included: false }], TODAY), 'unknown_activity'],
  ];
  for (const [change, problem] of all) expect(problemOf(change)).toBe(problem);
});

test('a scheduled or paused assignment can be stopped', () => {
  const before = planAfter(stop(monday, '2026-11-20', '2026-11-20'));
  expect(assignmentStatus(before, '2026-11-20')).toBe('stopped');
  expect(expand(before, '2026-01-01', '2027-12-31')).toEqual([]);
  const paused = planAfter(pause(monday, TODAY, TODAY));
  expect(assignmentStatus(planAfter(stop(paused, '2026-11-28', TODAY)), '2026-11-28')).toBe('stopped');
});

test('a version change keeps the overrides of what still exists, and gives way to a later word', () => {
  const overrides = [
    { activityId: 'a', slots: ['evening'] },
    { activityId: 'b', included: false },
  ];
  const own = planAfter(changeOverrides(monday, '2026-11-20', overrides, '2026-11-20'));
  expect(own.segments).toEqual([{ ...monday.segments[0], overrides }]);
  const second = content(12, 'a', 'c');
  const moved = planAfter(changeVersion(own, '2026-11-28', { versionNumber: 2, content: second }, TODAY));
  expect(moved.segments).toEqual([
    own.segments[0],
    { fromDate: '2026-11-28', versionNumber: 2, content: second, overrides: [overrides[0]] },
  ]);
  const third = content(14, 'a');
  const sooner = planAfter(changeVersion(moved, '2026-11-26', { versionNumber: 3, content: third }, TODAY));
  expect(sooner.segments.map(({ fromDate, versionNumber }) => `${fromDate} v${versionNumber}`)).toEqual([
    '2026-11-23 v1',
    '2026-11-26 v3',
  ]);
});

test('a plan not yet started moves to a version as a whole', () => {
  const second = content(5, 'a');
  const moved = planAfter(
    changeVersion(monday, '2026-11-20', { versionNumber: 2, content: second }, '2026-11-20'),
  );
  expect(moved.segments).toEqual([
    { fromDate: '2026-11-23', versionNumber: 2, content: second, overrides: [] },
  ]);
});

test('changed overrides hold from their date, also in a version still to come', () => {
  const second = content(10, 'b');
  const moving = planAfter(changeVersion(monday, '2026-11-28', { versionNumber: 2, content: second }, TODAY));
  const overrides = [
    { activityId: 'a', included: false },
    { activityId: 'b', slots: ['noon'] },
  ];
  const changed = planAfter(changeOverrides(moving, '2026-11-26', overrides, TODAY));
  expect(changed.segments).toEqual([
    monday.segments[0],
    { ...monday.segments[0], fromDate: '2026-11-26', overrides },
    { fromDate: '2026-11-28', versionNumber: 2, content: second, overrides: [overrides[1]] },
  ]);
  const again = planAfter(changeOverrides(changed, '2026-11-26', [], TODAY));
  expect(again.segments.map(({ overrides: kept }) => kept)).toEqual([[], [], []]);
});

type Step = { action: 'pause' | 'resume' | 'stop' | 'version' | 'overrides'; wait: number; ahead: number };

test('a move to a version that is over can be taken back, and the days since then do not count', () => {
  const short = { versionNumber: 2, content: content(2, 'a') };
  const long = { versionNumber: 1, content: monday.segments[0]!.content };
  const overrides = [{ activityId: 'b', slots: ['evening'] }];
  const before = planAfter(changeOverrides(monday, TODAY, overrides, TODAY));
  const ended = planAfter(changeVersion(before, TODAY, short, TODAY));
  expect(assignmentStatus(ended, TODAY)).toBe('completed');
  expect([versionBeforeEnd(before, TODAY), versionBeforeEnd(ended, TODAY)]).toEqual([null, 1]);

  expect(planAfter(changeVersion(ended, TODAY, long, TODAY)).segments).toEqual(before.segments);
  const later = addDays(TODAY, 3);
  const back = planAfter(changeVersion(ended, later, long, later));
  expect([lastDate(before), lastDate(back)]).toEqual(['2026-12-02', '2026-12-05']);
  expect(protocolDayOf(back, addDays(TODAY, 2))).toBe('paused');
  expect(protocolDayOf(back, later)).toBe(3);
  expect(expand(back, later, later).map(({ slot }) => slot)).toEqual(['morning', 'evening']);

  const another = { versionNumber: 3, content: content(20, 'a') };
  const onward = planAfter(changeVersion(ended, later, another, later));
  expect(expand(onward, later, later)).toMatchObject([{ protocolDay: 3, versionNumber: 3 }]);
  expect(problemOf(changeVersion(ended, TODAY, long, later))).toBe('effective_date_out_of_range');
});

test('a plan that ran its course, or was stopped, is not moved', () => {
  const over = addDays(TODAY, 20);
  const other = { versionNumber: 2, content: content(200, 'a') };
  for (const plan of [monday, planAfter(stop(monday, TODAY, TODAY))]) {
    expect(versionBeforeEnd(plan, over)).toBeNull();
    expect(problemOf(changeVersion(plan, over, other, over))).toBe('assignment_ended');
  }
});

const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    action: fc.constantFrom('pause', 'pause', 'resume', 'resume', 'version', 'overrides', 'stop'),
    wait: fc.integer({ min: 0, max: 12 }),
    ahead: fc.integer({ min: -1, max: 6 }),
  }),
  { maxLength: 8 },
);

test('whatever is done, the past stays, final states are final, and the days of the protocol come once each in order', () => {
  fc.assert(
    fc.property(anyPlan, anyContent, anySteps, (any, next, steps) => {
      let plan: AssignmentPlan = { ...any, stoppedOn: null };
      let today = addDays(plan.startDate, -2);
      for (const { action, wait, ahead } of steps) {
        today = addDays(today, wait);
        const date = addDays(today, ahead);
        const before = plan;
        const status = assignmentStatus(before, today);
        const change = {
          pause: () => pause(before, date, today),
          resume: () => resume(before, date, today),
          stop: () => stop(before, date, today),
          version: () => changeVersion(before, date, { versionNumber: 9, content: next }, today),
          overrides: () => changeOverrides(before, date, [], today),
        }[action]();
        const canGoBack = action === 'version' && versionBeforeEnd(before, today) !== null;
        if ((status === 'completed' && !canGoBack) || status === 'stopped') {
          expect(problemOf(change)).toBe('assignment_ended');
          continue;
        }
        if (ahead < 0) expect(change.ok).toBe(false);
        if (!change.ok) continue;
        plan = change.plan;
        const yesterday = addDays(today, -1);
        expect(expand(plan, plan.startDate, yesterday)).toEqual(expand(before, plan.startDate, yesterday));
        expect(plan.segments[0]!.fromDate).toBe(plan.startDate);
        const starts = plan.segments.map(({ fromDate }) => fromDate);
        expect(new Set(starts).size).toBe(starts.length);
        expect(starts).toEqual([...starts].sort());
        if (action === 'pause') expect(assignmentStatus(plan, date)).toBe('paused');
        if (action === 'resume') expect(['active', 'completed']).toContain(assignmentStatus(plan, date));
        if (action === 'stop') expect(assignmentStatus(plan, date)).toMatch(/stopped|completed/);
      }
      const days = Array.from({ length: 300 }, (_, offset) =>
        protocolDayOf(plan, addDays(plan.startDate, offset)),
      );
      const running = days.filter((day) => typeof day === 'number');
      expect(running).toEqual(Array.from({ length: running.length }, (_, index) => index + 1));
      const firstAfter = days.indexOf('after');
      if (firstAfter !== -1) expect(new Set(days.slice(firstAfter))).toEqual(new Set(['after']));
    }),
    { numRuns: 250 },
  );
});
