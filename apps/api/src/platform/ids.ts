import { uuidv7 } from 'uuidv7';

/** A new UUIDv7: sorts by the time it was made, so that inserts stay at the right edge of an index. */
export const newId = (): string => uuidv7();
