import { addDays, daysBetween, instantOf, utcDateOf } from './clock.ts';

/** How a person reads dates and numbers: their language, and the zone that instants are shown in. */
export interface Reading {
  locale: string;
  timeZone?: string | undefined;
}

export type DateStyle = 'short' | 'medium' | 'long' | 'weekday' | 'heading' | 'day' | 'month';

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  heading: { weekday: 'long', day: 'numeric', month: 'long' },
  day: { day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

/** A calendar date (`2026-11-23`) as people write it; a date has no zone. */
export function formatDate(date: string, style: DateStyle, locale: string): string {
  return dateFormat(locale, { ...dateStyles[style], timeZone: 'UTC' }).format(utcDateOf(date));
}

/** A span of calendar dates, without repeating the month or year that both share. */
export function formatDateRange(from: string, to: string, locale: string): string {
  const format = dateFormat(locale, { ...dateStyles.medium, timeZone: 'UTC' });
  return format.formatRange(utcDateOf(from), utcDateOf(to));
}

/** An instant's time of day; with the zone's name when `withZone` says that it may differ from the reader's. */
export function formatTime(iso: string, { locale, timeZone }: Reading, withZone = false): string {
  return dateFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    ...(timeZone ? { timeZone } : {}),
    ...(withZone ? { timeZoneName: 'short' } : {}),
  }).format(instantOf(iso));
}

/** An instant's date and time of day. */
export function formatDateTime(iso: string, { locale, timeZone }: Reading, withZone = false): string {
  return dateFormat(locale, {
    ...dateStyles.medium,
    hour: 'numeric',
    minute: '2-digit',
    ...(timeZone ? { timeZone } : {}),
    ...(withZone ? { timeZoneName: 'short' } : {}),
  }).format(instantOf(iso));
}

/** "today", "yesterday", "in 3 days" up to a week away; the date beyond. */
export function formatRelativeDay(date: string, today: string, locale: string): string {
  const days = daysBetween(today, date);
  if (Math.abs(days) > 7) return formatDate(date, days < -300 || days > 300 ? 'medium' : 'short', locale);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

/** "5 minutes ago", for when something was last seen or saved. */
export function formatAgo(iso: string, now: Date, locale: string): string {
  const seconds = Math.round((instantOf(iso).getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 45) return format.format(0, 'second');
  if (size < 45 * 60) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 22 * 3600) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(Math.round(seconds / 86_400), 'day');
}

/** A number with at most the digits given, in the locale's own signs. */
export function formatNumber(value: number, locale: string, maximumFractionDigits = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
}

/** A share between 0 and 1 as a whole percentage. */
export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Short weekday names from the locale's first day of the week. */
export function weekdayNames(locale: string, width: 'narrow' | 'short' | 'long' = 'short'): string[] {
  const format = dateFormat(locale, { weekday: width, timeZone: 'UTC' });
  const start = firstWeekday(locale);
  // 2024-01-01 was a Monday (ISO weekday 1).
  return Array.from({ length: 7 }, (_, index) =>
    format.format(utcDateOf(addDays('2024-01-01', start - 1 + index))),
  );
}

/** The locale's first day of the week as an ISO weekday: 1 Monday … 7 Sunday. */
export function firstWeekday(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay ?? 1;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making an `Intl.DateTimeFormat` costs about 50 µs, which shows in a table of thousands of dates. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    dateFormats.set(key, format);
  }
  return format;
}
