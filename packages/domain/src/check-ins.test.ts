import {
  type CheckInEntry,
  SKIP_REASONS as CONTRACT_SKIP_REASONS,
  type CheckIn as ContractCheckIn,
  ERRORS,
} from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { activity, anyPlan, daily, planOf } from '../test/plans.ts';
import {
  type CheckIn,
  type CheckInProblem,
  checkInProblem,
  currentCheckIns,
  SKIP_REASONS,
  supersedes,
} from './check-ins.ts';
import { addDays } from './local-date.ts';
import { expand, lastDate, occurrenceKey } from './plan.ts';

const checkIn = (id: string, recordedAt: string, more: Partial<CheckIn> = {}): CheckIn => ({
  id,
  assignmentId: 'assignment',
  activityId: 'a',
  localDate: '2026-11-23',
  slot: 'morning',
  status: 'done',
  recordedAt,
  ...more,
});

const anyCheckIns: fc.Arbitrary<CheckIn[]> = fc.uniqueArray(
  fc.record({
    id: fc.uuid({ version: 7 }),
    assignmentId: fc.constantFrom('x', 'y'),
    activityId: fc.constantFrom('a', 'b'),
    localDate: fc.constantFrom('2026-11-22', '2026-11-23'),
    slot: fc.constantFrom('morning', 'as-needed-1'),
    status: fc.constantFrom('done', 'partly', 'skipped', 'undone'),
    recordedAt: fc.constantFrom(
      '2026-11-23T08:00:00Z',
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T09:00:00+01:00',
      '2026-11-23T08:00:00.500Z',
      '2026-11-23T09:00:01+01:00',
    ),
  }),
  { selector: ({ id }) => id, maxLength: 20 },
);

test('the contract and the domain speak of the same check-ins, skip reasons and problems', () => {
  expect(SKIP_REASONS).toEqual(CONTRACT_SKIP_REASONS);
  expectTypeOf<CheckInEntry>().toExtend<CheckIn>();
  expectTypeOf<ContractCheckIn>().toExtend<CheckIn>();
  expectTypeOf<CheckInProblem>().toExtend<keyof typeof ERRORS>();
  expect(ERRORS).toHaveProperty('occurrence_not_due');
});

test('any order and any repetition of check-ins gives one result', () => {
  const replays = anyCheckIns.chain((all) =>
    fc.record({
      all: fc.constant(all),
      replay: fc.array(fc.nat({ max: Math.max(0, all.length - 1) }), { maxLength: 30 }).chain((repeated) =>
        fc.shuffledSubarray([...all, ...repeated.flatMap((index) => all[index] ?? [])], {
          minLength: all.length + repeated.filter((index) => index < all.length).length,
        }),
      ),
    }),
  );
  fc.assert(
    fc.property(replays, ({ all, replay }) => {
      const sorted = (list: CheckIn[]) => [...currentCheckIns(list)].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(replay)).toEqual(sorted(all));
      expect(sorted([...currentCheckIns(replay).values(), ...replay])).toEqual(sorted(all));
    }),
  );
});

test('the one in force is the last recorded of its occurrence, unless that takes it back', () => {
  fc.assert(
    fc.property(anyCheckIns, (all) => {
      const inForce = currentCheckIns(all);
      for (const one of all) {
        const rivals = all.filter((other) => occurrenceKey(other) === occurrenceKey(one) && other !== one);
        const last = rivals.every((rival) => {
          const [mine, theirs] = [Date.parse(one.recordedAt), Date.parse(rival.recordedAt)];
          return mine > theirs || (mine === theirs && one.id > rival.id);
        });
        expect(inForce.get(occurrenceKey(one)) === one).toBe(last && one.status !== 'undone');
      }
    }),
  );
});

test('instants are compared, not their spelling', () => {
  expect(supersedes(checkIn('1', '2026-11-23T09:00:00+02:00'), checkIn('2', '2026-11-23T08:00:00Z'))).toBe(
    false,
  );
  expect(supersedes(checkIn('1', '2026-11-23T07:00:01Z'), checkIn('2', '2026-11-23T09:00:00+02:00'))).toBe(
    true,
  );
  expect(supersedes(checkIn('2', '2026-11-23T08:00:00Z'), checkIn('1', '2026-11-23T08:00:00Z'))).toBe(true);
  expect(supersedes(checkIn('1', '2026-11-23T08:00:00Z'), checkIn('1', '2026-11-23T08:00:00Z'))).toBe(false);
});

test('a thousandth of a second decides before the id does', () => {
  const [earlier, later] = [
    checkIn('2', '2026-11-23T08:00:00.000Z'),
    checkIn('1', '2026-11-23T08:00:00.001Z'),
  ];
  expect(supersedes(later, earlier)).toBe(true);
  expect(supersedes(earlier, later)).toBe(false);
});

test('undo takes back, and a later check-in counts again', () => {
  const done = checkIn('1', '2026-11-23T08:00:00Z');
  const undone = checkIn('2', '2026-11-23T08:00:05Z', { status: 'undone' });
  const again = checkIn('3', '2026-11-23T08:00:09Z', { status: 'partly', amount: 5 });
  expect(currentCheckIns([undone, done]).size).toBe(0);
  expect([...currentCheckIns([again, undone, done]).values()]).toEqual([again]);
});

const plan = planOf(
  {
    durationDays: 10,
    phases: [],
    activities: [
      activity('a', daily('morning')),
      activity('inhaler', { recurrence: { type: 'as_needed', maxPerDay: 2 }, slots: [] }),
    ],
  },
  { pauses: [{ fromDate: '2026-11-28', toDate: '2026-11-30' }], stoppedOn: '2026-12-02' },
);
const problem = (more: Partial<CheckIn>, today = '2026-11-30', days?: number) =>
  checkInProblem(checkIn('1', '2026-11-23T08:00:00Z', more), plan, today, days);

test('check-ins are taken for today and seven days back, never for the future', () => {
  expect(problem({ localDate: '2026-11-30' })).toBeNull();
  expect(problem({ localDate: '2026-11-23' })).toBeNull();
  expect(problem({ localDate: '2026-12-01' })).toBe('check_in_in_future');
  expect(problem({ localDate: '2026-11-23' }, '2026-12-01')).toBe('check_in_too_late');
  expect(problem({ localDate: '2026-11-29' }, '2026-11-30', 0)).toBe('check_in_too_late');
  expect(problem({ localDate: '2026-11-23' }, '2026-12-20', 30)).toBeNull();
});

test('a check-in must name an occurrence of its own assignment', () => {
  expect(problem({ assignmentId: 'another' })).toBe('occurrence_not_due');
  expect(problem({ activityId: 'b' })).toBe('occurrence_not_due');
  expect(problem({ slot: 'evening' })).toBe('occurrence_not_due');
  expect(problem({ localDate: '2026-11-28' })).toBe('occurrence_not_due');
  expect(problem({ localDate: '2026-11-22' }, '2026-11-25')).toBe('occurrence_not_due');
  expect(problem({ localDate: '2026-12-02' }, '2026-12-02')).toBe('assignment_ended');
  expect(problem({ status: 'undone', slot: 'evening' })).toBe('occurrence_not_due');
});

test('as-needed uses are counted up to the daily maximum', () => {
  const use = (slot: string) => problem({ activityId: 'inhaler', slot });
  expect(use('as-needed-1')).toBeNull();
  expect(use('as-needed-2')).toBeNull();
  expect(use('as-needed-3')).toBe('occurrence_not_due');
  expect(use('as-needed-0')).toBe('occurrence_not_due');
  expect(use('as-needed-01')).toBe('occurrence_not_due');
  expect(use('morning')).toBe('occurrence_not_due');
  expect(problem({ activityId: 'a', slot: 'as-needed-1' })).toBe('occurrence_not_due');
});

test('every occurrence can be checked in on its day, and by its end all of them were', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 0, max: 7 }), (any, late) => {
      const to = lastDate(any) ?? addDays(any.startDate, 60);
      for (const due of expand(any, any.startDate, to).slice(0, 40)) {
        expect(checkInProblem(due, any, addDays(due.localDate, late))).toBeNull();
        expect(checkInProblem(due, any, addDays(due.localDate, 8))).toBe('check_in_too_late');
        expect(checkInProblem(due, any, addDays(due.localDate, -1))).toBe('check_in_in_future');
      }
    }),
    { numRuns: 50 },
  );
});
