import { type LocalNow, localNow } from '@healthprotocol/domain';
import type { CalendarRow } from './plans.repository.ts';

/** What turns an instant into a client's date, and how many days back the organization lets clients enter. */
export type ClientCalendar = {
  clientId: string;
  timeZone: string;
  dayStartHour: number;
  entryWindowDays: number;
  now: LocalNow;
};

/** The calendar that a row describes, at an instant. */
export function toCalendar(row: CalendarRow, instant: Date): ClientCalendar {
  return {
    clientId: row.client_id,
    timeZone: row.time_zone,
    dayStartHour: row.day_start_hour,
    entryWindowDays: row.entry_window_days,
    now: localNow(instant, row.time_zone, row.day_start_hour),
  };
}
