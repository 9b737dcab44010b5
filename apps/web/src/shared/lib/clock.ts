/** The current instant. The only place in the web app that asks the device's clock. */
export function now(): Date {
  return new Date();
}

/** Today's calendar date (`2026-11-23`) in an IANA zone; the device's zone when none is given. */
export function todayIn(timeZone?: string): string {
  return dateIn(now(), timeZone);
}

/** The calendar date of an instant in an IANA zone. */
export function dateIn(instant: Date, timeZone?: string): string {
  // Sweden's format is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', {
    ...(timeZone ? { timeZone } : {}),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** The zone that the device is set to. */
export function deviceTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** An instant from the API's ISO text. */
export function instantOf(iso: string): Date {
  return new Date(iso);
}

/** A calendar date (`2026-11-23`) as that day's midnight in UTC, for calendar arithmetic and `Intl` only. */
export function utcDateOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The calendar date some days later (or earlier, when negative). */
export function addDays(date: string, days: number): string {
  return new Date(utcDateOf(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one calendar date to another; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcDateOf(to).getTime() - utcDateOf(from).getTime()) / 86_400_000);
}

/** The same day some months later; the month's last day where it has no such day. */
export function addMonths(date: string, months: number): string {
  const target = utcDateOf(`${date.slice(0, 8)}01`);
  target.setUTCMonth(target.getUTCMonth() + months);
  const month = target.toISOString().slice(0, 8);
  target.setUTCMonth(target.getUTCMonth() + 1, 0);
  const day = Math.min(Number(date.slice(8)), target.getUTCDate());
  return `${month}${String(day).padStart(2, '0')}`;
}
