import type { LocalDate } from '@healthprotocol/contracts';

/** The date in UTC, by which assignments of clients in many zones are counted as running. */
export function utcDate(now: Date): LocalDate {
  return now.toISOString().slice(0, 10);
}
