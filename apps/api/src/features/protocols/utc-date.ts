import type { LocalDate } from '@healthprotocol/contracts';
import { localDateOf } from '@healthprotocol/domain';

/** The date in UTC, by which assignments of clients in many zones are counted as running. */
export function utcDate(now: Date): LocalDate {
  return localDateOf(now, 'UTC', 0);
}
