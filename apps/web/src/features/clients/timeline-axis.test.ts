import { expect, test } from 'vitest';
import { axisOf, monthTicks, shareOf } from './timeline-axis.ts';

const today = '2026-11-23';

test('the axis holds every assignment and today with room around it', () => {
  expect(axisOf([], today)).toEqual({ from: '2026-11-02', to: '2026-12-14' });
  expect(axisOf([{ startDate: '2026-10-01', lastDate: '2026-12-23' }], today)).toEqual({
    from: '2026-10-01',
    to: '2026-12-23',
  });
});

test('a year is cut at both ends, and a pause without an end leaves room', () => {
  expect(axisOf([{ startDate: '2026-01-01', lastDate: '2027-12-31' }], today)).toEqual({
    from: '2026-07-26',
    to: '2027-03-23',
  });
  expect(axisOf([{ startDate: '2026-11-20', lastDate: null }], today).to).toBe('2026-12-14');
});

test('dates outside the axis are drawn at its edges', () => {
  const axis = { from: '2026-11-01', to: '2026-11-10' };
  expect(shareOf('2026-10-01', axis)).toBe(0);
  expect(shareOf('2026-11-06', axis)).toBe(0.5);
  expect(shareOf('2027-01-01', axis)).toBe(1);
});

test('ticks are the first days of months with room for a name', () => {
  expect(monthTicks({ from: '2026-10-01', to: '2026-12-05' })).toEqual(['2026-10-01', '2026-11-01']);
  expect(monthTicks({ from: '2026-10-02', to: '2026-10-30' })).toEqual([]);
});
