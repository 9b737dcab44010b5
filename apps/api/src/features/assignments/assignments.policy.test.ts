import { ProtocolContent, type SafetyResult } from '@healthprotocol/contracts';
import { describe, expect, test } from 'vitest';
import {
  checkSafety,
  knowsActivities,
  type RecordedFacts,
  repeatedIssues,
  startDateProblem,
  withReason,
} from './assignments.policy.ts';

const content = ProtocolContent.parse({
  title: 'A protocol',
  durationDays: 10,
  activities: [
    {
      id: 'walk',
      kind: 'habit',
      title: 'Walk',
      schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
    },
  ],
  contraindications: [
    { id: 'age', kind: 'age', severity: 'block', toYears: 17, rationale: 'For adults' },
    { id: 'pregnancy', kind: 'pregnancy', severity: 'warn', statuses: ['pregnant'], rationale: 'Ask first' },
  ],
});
const record: RecordedFacts = {
  conditions: [],
  medications: [],
  allergies: [],
  birth_date: '2009-11-24',
  pregnancy_status: 'not_recorded',
};
const now = new Date('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23', null],
  ['2027-11-23', null],
  ['2025-11-23', null],
  ['2027-11-24', 'start_date_out_of_range'],
  ['2025-11-22', 'start_date_out_of_range'],
])('a start on %s, seen from 2026-11-23: %s', (startDate, problem) => {
  expect(startDateProblem(startDate, '2026-11-23')).toBe(problem);
});

describe('the safety check', () => {
  test('takes the age on the given date and says what is not recorded', () => {
    expect(checkSafety(content, record, '2026-11-23', now)).toMatchObject({
      checkedAt: '2026-11-23T12:00:00.000Z',
      findings: [{ ruleId: 'age', matched: '16' }],
      notRecorded: ['pregnancy'],
      blockReason: null,
    });
    expect(checkSafety(content, record, '2027-11-24', now).findings).toEqual([]);
  });

  const finding = (ruleId: string, severity: 'warn' | 'block') => ({
    ruleId,
    severity,
    kind: 'age' as const,
    label: '',
    matched: '16',
    rationale: 'For adults',
  });
  const result = (...findings: SafetyResult['findings']): SafetyResult => ({
    checkedAt: now.toISOString(),
    findings,
    notRecorded: [],
    blockReason: null,
  });

  test('keeps a reason only where something blocks', () => {
    expect(withReason(result(finding('a', 'warn')), 'A reason')).toMatchObject({ blockReason: null });
    expect(withReason(result(finding('a', 'block')), 'A reason')).toMatchObject({ blockReason: 'A reason' });
    expect(withReason(result(finding('a', 'block')), undefined)).toBeNull();
  });

  test('lets an earlier reason hold for the same rules, and for no others', () => {
    const before = { ...result(finding('a', 'block'), finding('b', 'warn')), blockReason: 'Before' };
    const now = result(finding('a', 'block'));
    expect(withReason(now, undefined, before)).toMatchObject({ blockReason: 'Before' });
    expect(withReason(now, 'Newer', before)).toMatchObject({ blockReason: 'Newer' });
    expect(withReason(result(finding('b', 'block')), undefined, before)).toBeNull();
    expect(withReason(now, undefined, { ...before, blockReason: null })).toBeNull();
  });
});

test('overrides change only activities that the version has', () => {
  expect(knowsActivities(content, [])).toBe(true);
  expect(knowsActivities(content, [{ activityId: 'walk', included: false }])).toBe(true);
  expect(knowsActivities(content, [{ activityId: 'walk' }, { activityId: 'swim' }])).toBe(false);
});

test('what is named twice is told by its place in the request', () => {
  const clients = [
    { assignmentId: 'a', clientId: '1' },
    { assignmentId: 'b', clientId: '1' },
    { assignmentId: 'a', clientId: '2' },
  ];
  expect(repeatedIssues(clients).map(({ path }) => path)).toEqual([
    'clients.1.clientId',
    'clients.2.assignmentId',
  ]);
  expect(repeatedIssues(clients.slice(0, 1))).toEqual([]);
});
