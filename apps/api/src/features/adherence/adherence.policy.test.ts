import { ProtocolContent } from '@healthprotocol/contracts';
import { addDays, type CountedCheckIn } from '@healthprotocol/domain';
import { describe, expect, test } from 'vitest';
import { adherenceReport, rollup, rollupOfDays, streakUntil } from './adherence.policy.ts';

const content = ProtocolContent.parse({
  title: 'A protocol',
  durationDays: 4,
  activities: [
    {
      id: 'walk',
      kind: 'habit',
      title: 'Walk',
      schedule: { recurrence: { type: 'protocol_days', days: [1, 2, 4] }, slots: ['morning', 'bedtime'] },
    },
  ],
});
const plan = {
  assignmentId: 'a',
  startDate: '2026-11-20',
  segments: [{ fromDate: '2026-11-20', versionNumber: 1, content, overrides: [] }],
  pauses: [],
  stoppedOn: null,
};
const done: CountedCheckIn = { status: 'done', amount: null, skipReason: null };
const excused: CountedCheckIn = { status: 'skipped', amount: null, skipReason: 'clinician_said_so' };
const current = new Map([
  ['a/walk/2026-11-20/morning', done],
  ['a/walk/2026-11-21/bedtime', excused],
]);
const row = (localDate: string, due: number, doneCount = 0, excusedCount = 0, answered = 0) => ({
  assignmentId: 'a',
  localDate,
  due,
  done: doneCount,
  excused: excusedCount,
  answered,
});

describe('the rollup', () => {
  test('holds every day on which something is due, as if it were over, and no other', () => {
    const rows = [row('2026-11-20', 2, 1, 0, 1), row('2026-11-21', 1, 0, 1, 1), row('2026-11-23', 2)];
    expect(rollup(plan, current)).toEqual(rows);
    expect(rollup(plan, current, '2026-11-21')).toEqual(rows.slice(1));
    expect(rollupOfDays(plan, current, ['2026-11-23', '2026-11-22', '2026-11-23'])).toEqual([rows[2]]);
  });
});

describe('the report', () => {
  const now = { today: '2026-11-23', localTime: '13:00', dayStartHour: 0 };
  const rows = rollup(plan, current).filter(({ localDate }) => localDate < now.today);
  const facts = {
    plans: [plan],
    rows,
    sums: new Map([
      ['a', { due: 3, done: 1, answered: 2 }],
      ['long-ago', { due: 6, done: 6, answered: 6 }],
    ]),
    streakRows: [],
    current,
  };

  test('counts today as it stands now, and in all what ended long ago as well', () => {
    const report = adherenceReport(facts, now);
    const own = { kind: 'percentage', percent: 25, done: 1, due: 4 };
    expect(report).toMatchObject({
      days7: own,
      days90: own,
      all: { percent: 70, done: 7, due: 10 },
      streakDays: 0,
      assignments: [{ assignmentId: 'a', days7: own, all: own }],
    });
  });

  test('has a day for every date on which a plan ran, also when nothing was due', () => {
    expect(adherenceReport(facts, now).days).toEqual([
      { date: '2026-11-20', due: 2, done: 1, excused: 0, answered: 1 },
      { date: '2026-11-21', due: 1, done: 0, excused: 1, answered: 1 },
      { date: '2026-11-22', due: 0, done: 0, excused: 0, answered: 0 },
      { date: '2026-11-23', due: 1, done: 0, excused: 0, answered: 0 },
    ]);
  });

  test('leaves out what has not begun', () => {
    const later = { ...plan, assignmentId: 'b', startDate: addDays(now.today, 1) };
    const report = adherenceReport({ ...facts, plans: [plan, later] }, now);
    expect(report.assignments.map(({ assignmentId }) => assignmentId)).toEqual(['a']);
  });
});

test('the streak goes on over today as soon as nothing is left of it', () => {
  const rows = ['2026-11-21', '2026-11-22'].map((localDate) => ({ localDate, due: 2, done: 2 }));
  const today = { localDate: '2026-11-23', due: 1, done: 1, excused: 0, answered: 1, later: 1 };
  expect(streakUntil(rows, [today], '2026-11-23')).toBe(2);
  expect(streakUntil(rows, [{ ...today, due: 2, done: 2, later: 0 }], '2026-11-23')).toBe(3);
});
