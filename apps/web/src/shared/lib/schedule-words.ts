import type { OccurrenceSlot, Recurrence, Schedule, Weekday } from '@healthprotocol/contracts/schedule';
import { plural, t } from '@lingui/core/macro';
import { addDays, utcDateOf } from './clock.ts';
import { shortenDayList } from './day-list.ts';
import { formatTime } from './format.ts';

/** In the order of ISO 8601. */
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A weekday's name in the reader's language. */
export function weekdayName(weekday: Weekday, locale: string, width: 'short' | 'long' = 'short'): string {
  // 2024-01-01 was a Monday.
  const date = utcDateOf(addDays('2024-01-01', weekdays.indexOf(weekday)));
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(date);
}

/** A time of day in words: "morning", "08:00". */
export function slotWords(slot: OccurrenceSlot, locale: string): string {
  switch (slot) {
    case 'morning':
      return t`morning`;
    case 'noon':
      return t`midday`;
    case 'evening':
      return t`evening`;
    case 'bedtime':
      return t`bedtime`;
    default:
      // A slot's time is on the client's own wall, so no zone is applied.
      return formatTime(`2000-01-01T${slot}:00Z`, { locale, timeZone: 'UTC' });
  }
}

/** "morning and evening", in the order in which they are given. */
export function slotsWords(slots: readonly OccurrenceSlot[], locale: string): string {
  return listWords(
    slots.map((slot) => slotWords(slot, locale)),
    locale,
  );
}

/** "every day", "every 3 days", "Mon and Thu", "days 1–7, 14 and 28", "as needed, at most 4 times a day". */
export function recurrenceWords(recurrence: Recurrence, locale: string): string {
  switch (recurrence.type) {
    case 'daily':
      return t`Every day`;
    case 'every_n_days':
      return plural(recurrence.everyDays, { one: 'Every # day', other: 'Every # days' });
    case 'weekdays': {
      const chosen = weekdays.filter((weekday) => recurrence.weekdays.includes(weekday));
      return chosen.length === 7
        ? t`Every day`
        : listWords(
            chosen.map((weekday) => weekdayName(weekday, locale)),
            locale,
          );
    }
    case 'protocol_days': {
      const days = shortenDayList(recurrence.days, 6);
      const count = recurrence.days.length;
      if (count === 1) return t`On day ${days.text}`;
      return days.complete ? t`On days ${days.text}` : t`On ${count} days: ${days.text} …`;
    }
    case 'as_needed':
      return plural(recurrence.maxPerDay, {
        one: 'As needed, at most once a day',
        other: 'As needed, at most # times a day',
      });
  }
}

/** The days to which a schedule is narrowed; empty when it runs through the whole phase. */
export function windowWords({ startDay, endDay }: Pick<Schedule, 'startDay' | 'endDay'>): string {
  if (startDay !== undefined && endDay !== undefined) {
    return startDay === endDay ? t`on day ${startDay}` : t`from day ${startDay} to day ${endDay}`;
  }
  if (startDay !== undefined) return t`from day ${startDay}`;
  return endDay === undefined ? '' : t`until day ${endDay}`;
}

/** A span of protocol days: "days 8–14", "day 1". */
export function daySpan({ startDay, endDay }: { startDay: number; endDay: number }): string {
  return startDay === endDay ? t`day ${startDay}` : t`days ${startDay}–${endDay}`;
}

/** A schedule in one line: "Every 3 days · morning · from day 8". */
export function scheduleWords(schedule: Schedule, locale: string): string {
  return [
    recurrenceWords(schedule.recurrence, locale),
    slotsWords(schedule.slots, locale),
    windowWords(schedule),
  ]
    .filter(Boolean)
    .join(' · ');
}

function listWords(words: string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }).format(words);
}
