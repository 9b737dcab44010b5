import { utcDateOf } from './clock.ts';

type DatePart = 'day' | 'month' | 'year';

/** The order in which a locale writes day, month and year in digits. */
export function datePartOrder(locale: string): DatePart[] {
  return numericFormat(locale)
    .formatToParts(utcDateOf('2026-11-23'))
    .flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []));
}

/** A calendar date in digits, in the locale's order: what a reader would type. */
export function formatTypedDate(date: string, locale: string): string {
  return numericFormat(locale).format(utcDateOf(date));
}

/** Reads a typed date in the locale's order, or in ISO 8601; null for anything else, also for 31 February. */
export function parseTypedDate(text: string, locale: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = text.match(/\d+/g);
  if (numbers?.length !== 3) return null;
  const parts = Object.fromEntries(datePartOrder(locale).map((part, index) => [part, numbers[index] ?? '']));
  if (parts.year?.length !== 4) return null;
  return dateOf(Number(parts.year), Number(parts.month), Number(parts.day));
}

function numericFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

function dateOf(year: number, month: number, day: number): string | null {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const instant = utcDateOf(date);
  return Number.isNaN(instant.getTime()) || instant.getUTCDate() !== day ? null : date;
}
