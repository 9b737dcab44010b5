import type { z } from 'zod';
import { AppError } from '../app-error.ts';

/** Packs the sort values of the last row of a page into an opaque cursor. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Unpacks a cursor made by `encodeCursor` for `length` sort values; undefined where none was sent.
 * @throws validation_failed when it was not made here
 */
export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const valid = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(values) && values.length === length && values.every(valid)) return values;
  } catch {
    // Falls through: not one of ours.
  }
  throw invalidCursor();
}

function invalidCursor(): AppError {
  return new AppError('validation_failed', {
    issues: [{ path: 'query.cursor', code: 'invalid_cursor', message: 'This cursor is not valid' }],
  });
}

/**
 * Unpacks a cursor whose sort values must have the given shapes, so that the database is never asked with anything else.
 * @throws validation_failed when it was not made here
 */
export function readCursor<const Shapes extends readonly z.ZodType[]>(
  cursor: string | undefined,
  shapes: Shapes,
): { [I in keyof Shapes]: z.output<Shapes[I]> } | undefined {
  const values = decodeCursor(cursor, shapes.length);
  if (!values) return undefined;
  if (!values.every((value, index) => shapes[index]!.safeParse(value).success)) throw invalidCursor();
  return values as { [I in keyof Shapes]: z.output<Shapes[I]> };
}

/** Cuts `limit + 1` rows to a page: the extra row only says that there is a next one. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  sortValues: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: rows.length > limit && last ? encodeCursor(sortValues(last)) : null,
  };
}
