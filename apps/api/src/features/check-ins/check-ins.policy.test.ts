import { type CheckInEntry, ProtocolContent } from '@healthprotocol/contracts';
import { describe, expect, test } from 'vitest';
import {
  contentOf,
  entryWindowDays,
  isOutOfTarget,
  isRepeatOf,
  judgeEntry,
  readingInUnitOf,
} from './check-ins.policy.ts';

const weight = {
  loinc: '29463-7',
  display: 'Weight',
  unit: 'kg',
  plausibleLow: 20,
  plausibleHigh: 300,
  targetLow: 60,
  targetHigh: 80,
};
const fat = { loinc: '41982-0', display: 'Body fat', unit: '%' };
const content = ProtocolContent.parse({
  title: 'A protocol',
  durationDays: 10,
  activities: [
    {
      id: 'scale',
      kind: 'measurement',
      title: 'Step on the scale',
      schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      measures: [weight, fat],
    },
    {
      id: 'relief',
      kind: 'medication',
      title: 'Take relief',
      schedule: { recurrence: { type: 'as_needed', maxPerDay: 1 }, slots: [] },
    },
  ],
});
const plan = {
  assignmentId: '01930000-0000-7000-8000-000000000001',
  startDate: '2026-11-20',
  segments: [{ fromDate: '2026-11-20', versionNumber: 1, content, overrides: [] }],
  pauses: [],
  stoppedOn: null,
};
const now = { today: '2026-11-23', localTime: '12:00', dayStartHour: 0 };
const [scale] = content.activities;

const entry = (fields: Partial<CheckInEntry> = {}): CheckInEntry => ({
  id: '01930000-0000-7000-8000-00000000000a',
  assignmentId: plan.assignmentId,
  activityId: 'scale',
  localDate: '2026-11-23',
  slot: 'morning',
  status: 'done',
  recordedAt: '2026-11-23T08:00:00Z',
  ...fields,
});
const kilograms = (value: number) => ({ loinc: '29463-7', value, unit: 'kg' });
const percent = { loinc: '41982-0', value: 22, unit: '%' };
const judge = (fields: Partial<CheckInEntry>) => judgeEntry(entry(fields), plan, now, 7, false).code;

test('practitioners may enter 30 days back, or further where the organization lets everybody', () => {
  expect(entryWindowDays(7, false)).toBe(7);
  expect(entryWindowDays(7, true)).toBe(30);
  expect(entryWindowDays(45, true)).toBe(45);
});

describe('an entry', () => {
  test('for an assignment that is not the client’s finds nothing', () => {
    expect(judgeEntry(entry(), undefined, now, 7, false)).toEqual({ code: 'not_found' });
  });

  test('is accepted with the activity that it answers', () => {
    const readings = [kilograms(70), percent];
    expect(judgeEntry(entry({ readings }), plan, now, 7, false)).toEqual({ code: null, activity: scale });
    expect(judge({ activityId: 'relief', slot: 'as-needed-1' })).toBeNull();
  });

  test.each([
    ['all measures when it is done', { readings: [kilograms(70)] }, 'reading_missing'],
    ['no measure when it is skipped', { status: 'skipped', skipReason: 'forgot' }, null],
    ['no measure when it is undone', { status: 'undone' }, null],
    ['some measures when it is partly done', { status: 'partly', readings: [kilograms(70)] }, null],
    [
      'plausible values also when partly done',
      { status: 'partly', readings: [kilograms(700)] },
      'reading_implausible',
    ],
    [
      'its own measures only',
      { readings: [kilograms(70), percent, { ...percent, loinc: '8867-4' }] },
      'reading_missing',
    ],
    ['a unit that converts', { readings: [{ ...percent, unit: 'kg' }, kilograms(70)] }, 'reading_missing'],
  ] satisfies [string, Partial<CheckInEntry>, string | null][])('needs %s', (_name, fields, code) => {
    expect(judge(fields)).toBe(code);
  });
});

test('a reading is given in the unit of its measure', () => {
  expect(readingInUnitOf(weight as never, [{ loinc: '29463-7', value: 100, unit: '[lb_av]' }])).toBe(
    45.359237,
  );
  expect(readingInUnitOf(weight as never, [percent])).toBeNull();
  expect(readingInUnitOf(weight as never, [{ ...kilograms(1), unit: 'cm' }])).toBeNull();
});

test.each([
  [entry({ readings: [kilograms(81)] }), true],
  [entry({ readings: [kilograms(59)] }), true],
  [entry({ readings: [kilograms(80)] }), false],
  [entry({ readings: [{ ...kilograms(180), unit: '[lb_av]' }] }), true],
  [entry({ readings: [percent] }), false],
  [entry({ status: 'partly', readings: [kilograms(81)] }), true],
  [entry({ status: 'undone', readings: [kilograms(81)] }), false],
  [entry(), false],
])('%j is out of target: %s', (one, expected) => {
  expect(isOutOfTarget(one, scale!)).toBe(expected);
});

describe('what is kept', () => {
  const receivedAt = new Date('2026-11-23T12:00:00Z');

  test('is recorded no later than it arrived', () => {
    expect(contentOf(entry(), receivedAt).recordedAt).toEqual(new Date('2026-11-23T08:00:00Z'));
    expect(contentOf(entry({ recordedAt: '2030-01-01T00:00:00Z' }), receivedAt).recordedAt).toEqual(
      receivedAt,
    );
  });

  test('has a value for everything that was left out', () => {
    const nothing = { amount: null, readings: [], score: null, skipReason: null, note: '' };
    expect(contentOf(entry(), receivedAt)).toMatchObject(nothing);
  });

  test.each([
    ['as it was', {}, true],
    ['with its instant written in another zone', { recordedAt: '2026-11-23T09:00:00+01:00' }, true],
    ['confirmed', { confirmedImplausible: true }, true],
    ['with another status', { status: 'undone' }, false],
    ['with another note', { note: 'b' }, false],
    ['with another instant', { recordedAt: '2026-11-23T08:00:01Z' }, false],
    ['with another reading', { readings: [kilograms(71), percent] }, false],
    ['for another slot', { slot: 'evening' }, false],
  ] satisfies [string, Partial<CheckInEntry>, boolean][])('is known again %s', (_name, fields, expected) => {
    const first = entry({ note: 'a', readings: [kilograms(70), percent] });
    const kept = { ...contentOf(first, receivedAt), receivedAt };
    expect(isRepeatOf({ ...first, ...fields }, kept)).toBe(expected);
  });
});
