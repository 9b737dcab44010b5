import { expect, test } from 'vitest';
import { heatmapDaysOf, periodStart } from './client-periods.ts';

test('a period counts today as one of its days', () => {
  expect(periodStart('days7', '2026-11-23')).toBe('2026-11-17');
  expect(periodStart('all', '2026-11-23')).toBeUndefined();
});

test('the heatmap has 90 consecutive days with three kinds of answers', () => {
  const days = heatmapDaysOf({
    today: '2026-11-23',
    days: [
      { date: '2026-11-20', due: 0, done: 0, excused: 2, answered: 2 },
      { date: '2026-11-21', due: 2, done: 0, excused: 0, answered: 0 },
      { date: '2026-11-22', due: 2, done: 0, excused: 0, answered: 1 },
      { date: '2026-11-23', due: 4, done: 3, excused: 0, answered: 4 },
    ],
  });
  expect(days).toHaveLength(90);
  expect(days[0]).toEqual({ date: '2026-08-26', adherence: 'nothing_due' });
  expect(days.slice(-4).map(({ adherence }) => adherence)).toEqual(['nothing_due', 'no_data', 0, 0.75]);
});
