/** So many rows one statement writes at most: what a request asks for decides how many statements there are, not how long one takes. */
export const MAX_ROWS_WRITTEN = 50;

/** Rows in batches, each for one statement; all of them travel to the server together. None for no rows. */
export function batchesOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / MAX_ROWS_WRITTEN) }, (_, index) =>
    rows.slice(index * MAX_ROWS_WRITTEN, (index + 1) * MAX_ROWS_WRITTEN),
  );
}
