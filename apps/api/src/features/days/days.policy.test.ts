import { expect, test } from 'vitest';
import { dayProblem, LONGEST_PLAN_DAYS, stretchIssues } from './days.policy.ts';

test.each([
  ['2026-11-23', null],
  ['2026-11-16', null],
  ['2026-11-24', 'check_in_in_future'],
  ['2026-11-15', 'check_in_too_late'],
])('the day %s, seen from 2026-11-23 with 7 days back: %s', (date, problem) => {
  expect(dayProblem(date, '2026-11-23', '2026-11-16')).toBe(problem);
});

test('a stretch of days runs forwards and is at most 62 days long', () => {
  expect(LONGEST_PLAN_DAYS).toBe(62);
  expect(stretchIssues('2026-11-23', '2026-11-23')).toEqual([]);
  expect(stretchIssues('2026-11-01', '2027-01-01')).toEqual([]);
  expect(stretchIssues('2026-11-01', '2027-01-02')).toMatchObject([{ path: 'query.to', code: 'too_long' }]);
  expect(stretchIssues('2026-11-02', '2026-11-01')).toMatchObject([{ code: 'ends_before_start' }]);
});
