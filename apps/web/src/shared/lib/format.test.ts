import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatDate,
  formatDateRange,
  formatPercent,
  formatRelativeDay,
  formatTime,
  weekdayNames,
} from './format.ts';

// Punctuation changes with each CLDR release, so only what people read is compared.
describe('formatters', () => {
  it('write a date in the words of the locale', () => {
    expect(formatDate('2026-11-23', 'long', 'en-GB')).toMatch(/^Monday,? 23 November 2026$/);
    expect(formatDate('2026-11-23', 'medium', 'es')).toBe('23 nov 2026');
  });

  it('never move a date by a zone', () => {
    expect(formatDate('2026-11-23', 'day', 'en')).toBe('23');
  });

  it('write what a span shares once', () => {
    expect(formatDateRange('2026-11-23', '2026-11-29', 'en-GB')).toMatch(/^23\s?–\s?29 Nov 2026$/);
  });

  it('write a time in its zone, and name the zone where it may differ', () => {
    const reading = { locale: 'en-GB', timeZone: 'Europe/Madrid' };
    expect(formatTime('2026-11-23T06:40:00Z', reading)).toMatch(/^0?7:40$/);
    expect(formatTime('2026-11-23T06:40:00Z', reading, true)).toContain('CET');
  });

  it('say near days in words and far ones as dates', () => {
    expect(formatRelativeDay('2026-11-22', '2026-11-23', 'en')).toBe('yesterday');
    expect(formatRelativeDay('2026-11-26', '2026-11-23', 'en')).toBe('in 3 days');
    expect(formatRelativeDay('2026-10-01', '2026-11-23', 'en-GB')).toBe('1 Oct');
  });

  it('say how long ago', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(formatAgo('2026-11-23T11:59:40Z', now, 'en')).toBe('now');
    expect(formatAgo('2026-11-23T11:48:00Z', now, 'en')).toBe('12 minutes ago');
    expect(formatAgo('2026-11-23T09:00:00Z', now, 'en')).toBe('3 hours ago');
    expect(formatAgo('2026-11-21T09:00:00Z', now, 'en')).toBe('2 days ago');
  });

  it('round a share to whole percent', () => {
    expect(formatPercent(0.826, 'en')).toBe('83%');
  });

  it('start the week where the locale does', () => {
    expect(weekdayNames('en-GB')[0]).toBe('Mon');
    expect(weekdayNames('en-US')[0]).toBe('Sun');
  });
});
