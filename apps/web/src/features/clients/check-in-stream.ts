import type { CheckInWithActivity } from '@healthprotocol/contracts/check-ins';
import { supersedes } from '@healthprotocol/domain/check-ins';
import { occurrenceKey } from '@healthprotocol/domain/plan';
import { dateIn, instantOf } from '../../shared/lib/clock.ts';

/** What became of an entry: it stands, a later one replaced it, or a later one took it back. */
export type Standing = 'current' | 'replaced' | 'undone';

export interface StreamEntry {
  checkIn: CheckInWithActivity;
  standing: Standing;
}

export interface StreamDay {
  /** The date on the client's wall on which the entries came in. */
  date: string;
  entries: StreamEntry[];
}

/** Check-ins, newest received first, by the day on which they came in, each with what became of it. */
export function streamOf(checkIns: readonly CheckInWithActivity[], timeZone: string): StreamDay[] {
  const latest = new Map<string, CheckInWithActivity>();
  for (const checkIn of checkIns) {
    const key = occurrenceKey(checkIn);
    const known = latest.get(key);
    if (!known || supersedes(checkIn, known)) latest.set(key, checkIn);
  }
  const days: StreamDay[] = [];
  for (const checkIn of checkIns) {
    const last = latest.get(occurrenceKey(checkIn));
    const standing =
      !last || last.id === checkIn.id ? 'current' : last.status === 'undone' ? 'undone' : 'replaced';
    const date = dateIn(instantOf(checkIn.receivedAt), timeZone);
    const day = days.at(-1);
    if (day?.date === date) day.entries.push({ checkIn, standing });
    else days.push({ date, entries: [{ checkIn, standing }] });
  }
  return days;
}
