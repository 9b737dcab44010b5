import { type LocalNow, localNow } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { type CalendarRow, findCalendars } from './plans.repository.ts';

/** What turns an instant into a client's date, and how many days back the organization lets clients enter. */
export type ClientCalendar = {
  clientId: string;
  timeZone: string;
  dayStartHour: number;
  entryWindowDays: number;
  now: LocalNow;
};

/** The calendars of clients at an instant, by client. */
export async function listClientCalendars(
  tx: TenantTx,
  clientIds: readonly string[],
  instant: Date,
): Promise<Map<string, ClientCalendar>> {
  const rows = await findCalendars(tx, clientIds);
  return new Map(rows.map((row) => [row.client_id, toCalendar(row, instant)]));
}

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
