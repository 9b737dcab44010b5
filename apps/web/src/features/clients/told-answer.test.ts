import type { NamedAsNeeded, NamedItem } from '@healthprotocol/domain/named-activities';
import { expect, test } from 'vitest';
import { answerOf, entryOf, gapOf, toldItems } from './told-answer.ts';

const walk: NamedItem = {
  assignmentId: 'a',
  activityId: 'walk',
  kind: 'exercise',
  title: 'Walk',
  instructions: '',
  target: { value: 30, unit: 'min' },
  slot: 'morning',
  state: 'later',
  checkIn: null,
};
const pressure: NamedItem = {
  ...walk,
  activityId: 'pressure',
  kind: 'measurement',
  measures: [
    { loinc: '8480-6', display: 'Systolic', unit: 'mm[Hg]', precision: 0 },
    { loinc: '8462-4', display: 'Diastolic', unit: 'mm[Hg]', precision: 0 },
  ],
};
const made = {
  id: 'x',
  localDate: '2026-11-23',
  recordedAt: '2026-11-23T09:00:00Z',
  confirmedImplausible: false,
};

test('an answer is whole only with what its kind asks for', () => {
  const done = answerOf(walk);
  expect(gapOf(walk, done)).toBeNull();
  expect(gapOf(walk, { ...done, status: 'partly' })).toBe('amount');
  expect(gapOf(walk, { ...done, status: 'skipped' })).toBe('skip_reason');
  expect(gapOf(pressure, { ...done, readings: { '8480-6': 128 } })).toBe('readings');
  expect(gapOf(pressure, { ...done, readings: { '8480-6': 128, '8462-4': 80 } })).toBeNull();
  const form = { ...walk, questionnaire: { name: 'PHQ-9', minScore: 0, maxScore: 27 } };
  expect(gapOf(form, done)).toBe('score');
});

test('only what belongs to the answer is sent', () => {
  const answer = { ...answerOf(walk), amount: 10, skipReason: 'unwell' as const, note: ' slept badly ' };
  expect(entryOf(walk, answer, made)).toEqual({
    ...made,
    confirmedImplausible: undefined,
    assignmentId: 'a',
    activityId: 'walk',
    slot: 'morning',
    status: 'done',
    note: 'slept badly',
  });
  expect(entryOf(walk, { ...answer, status: 'partly' }, made)).toMatchObject({
    status: 'partly',
    amount: 10,
  });
  expect(entryOf(walk, { ...answer, status: 'skipped' }, made)).toMatchObject({ skipReason: 'unwell' });
});

test('what is taken as needed offers its next use, up to the daily maximum', () => {
  const { slot: _, state: __, checkIn: ___, ...activity } = walk;
  const spray = (uses: number): NamedAsNeeded => ({
    ...activity,
    maxPerDay: 2,
    checkIns: Array.from({ length: uses }, (_unused, index) => ({
      id: `${index}`,
      assignmentId: 'a',
      activityId: 'walk',
      localDate: '2026-11-23',
      slot: `as-needed-${index + 1}`,
      status: 'done',
      amount: null,
      readings: [],
      score: null,
      skipReason: null,
      note: '',
      recordedAt: '2026-11-23T09:00:00Z',
      receivedAt: '2026-11-23T09:00:00Z',
      recordedBy: '',
      onBehalf: false,
    })),
  });
  expect(toldItems({ items: [walk], asNeeded: [spray(1)] }).map(({ slot }) => slot)).toEqual([
    'morning',
    'as-needed-2',
  ]);
  expect(toldItems({ items: [], asNeeded: [spray(2)] })).toEqual([]);
});
