import { expect, test } from 'vitest';
import { batchesOf, ROWS_PER_STATEMENT } from './row-batches.ts';

test('every row is in one batch, in order, and no batch has more than one statement is sent for', () => {
  const rows = Array.from({ length: ROWS_PER_STATEMENT * 2 + 1 }, (_, index) => index);
  const batches = batchesOf(rows);
  expect(batches.flat()).toEqual(rows);
  expect(batches.map(({ length }) => length)).toEqual([ROWS_PER_STATEMENT, ROWS_PER_STATEMENT, 1]);
});

test('for no rows there is no statement', () => {
  expect(batchesOf([])).toEqual([]);
});
