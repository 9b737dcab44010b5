import { expect, it } from 'vitest';
import { formatDayList, parseDayList, shortenDayList } from './day-list.ts';

it('reads days and spans in any order, each day once', () => {
  expect(parseDayList('14, 1-3 28; 2', 30)).toEqual([1, 2, 3, 14, 28]);
  expect(parseDayList('1 – 3,5', 30)).toEqual([1, 2, 3, 5]);
  expect(parseDayList('  ', 30)).toEqual([]);
});

it.each(['0', '31', '5-3', '1-', 'a', '1.5', '-4', '1-2-3', '28-31'])(
  'does not guess what "%s" means',
  (text) => {
    expect(parseDayList(text, 30)).toBeNull();
  },
);

it('writes runs as spans, and reads back what it wrote', () => {
  expect(formatDayList([28, 1, 2, 3, 14, 15])).toBe('1–3, 14, 15, 28');
  expect(parseDayList(formatDayList([28, 1, 2, 3, 14, 15]), 30)).toEqual([1, 2, 3, 14, 15, 28]);
});

it('says when a long list was cut', () => {
  expect(shortenDayList([1, 3, 5, 7], 2)).toEqual({ text: '1, 3', complete: false });
  expect(shortenDayList([1, 2, 3, 7], 2)).toEqual({ text: '1–3, 7', complete: true });
});
