import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dateIn, daysBetween } from './clock.ts';

const dates = fc
  .integer({ min: 0, max: 47_481 })
  .map((days) => new Date(Date.UTC(1970, 0, 1 + days)).toISOString().slice(0, 10));

describe('calendar dates', () => {
  it('come back after adding and subtracting the same days', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(date);
      }),
    );
  });

  it('stay in the month that months lead to', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-12-15', 2)).toBe('2027-02-15');
  });

  it('are those of the zone, not of UTC', () => {
    const instant = new Date('2026-11-23T23:30:00Z');
    expect(dateIn(instant, 'Pacific/Auckland')).toBe('2026-11-24');
    expect(dateIn(instant, 'America/New_York')).toBe('2026-11-23');
  });
});
