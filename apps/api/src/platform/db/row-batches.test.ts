import { expect, test } from 'vitest';
import { batchesOf, MAX_ROWS_WRITTEN } from './row-batches.ts';

test('every row is in one batch, in order, and no batch has more than a statement may write', () => {
  const rows = Array.from({ length: MAX_ROWS_WRITTEN * 2 + 1 }, (_, index) => index);
  const batches = batchesOf(rows);
  expect(batches.flat()).toEqual(rows);
  expect(batches.map(({ length }) => length)).toEqual([MAX_ROWS_WRITTEN, MAX_ROWS_WRITTEN, 1]);
});

test('nothing is written for no rows', () => {
  expect(batchesOf([])).toEqual([]);
});
