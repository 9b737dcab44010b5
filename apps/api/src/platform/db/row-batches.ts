/** For so many rows one statement is sent: what a request asks for decides how many statements there are, not how long one takes. */
export const ROWS_PER_STATEMENT = 25;

/** Rows, or what they are looked up by, in batches for one statement each; all travel to the server together. None for no rows. */
export function batchesOf<T>(rows: readonly T[]): (readonly T[])[] {
  if (rows.length > 0 && rows.length <= ROWS_PER_STATEMENT) return [rows];
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
