import { isDeepStrictEqual } from 'node:util';

/** Names of the fields that a write changes, for the audit row, which holds no values. */
export function changedFields(before: object, after: object): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([field, value]) => !isDeepStrictEqual(old.get(field), value))
    .map(([field]) => field);
}
