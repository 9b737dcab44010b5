import type { LocalDate } from '@healthprotocol/contracts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Since 1970 no zone has turned its clocks back by more than 3 hours (Antarctica/Casey); the tests walk all zones.
const LONGEST_TURN_BACK_MS = 4 * HOUR_MS;

const WEEKDAYS_FROM_EPOCH = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

/** The moment as a person's clock and calendar show it: protocol date, local time `HH:MM`, and the hour their day starts (0–6). */
export type LocalNow = { today: LocalDate; localTime: string; dayStartHour: number };

/** Number of days from 1970-01-01 to a date of the proleptic Gregorian calendar (ISO 8601). */
export function epochDayOf(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** The ISO 8601 date that lies the given number of days after 1970-01-01. */
export function dateOfEpochDay(epochDay: number): LocalDate {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

/** The date the given number of calendar days later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDayOf(date) + days);
}

/** Calendar days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** Weekday of an epoch day. */
export function weekdayOfEpochDay(epochDay: number): (typeof WEEKDAYS_FROM_EPOCH)[number] {
  return WEEKDAYS_FROM_EPOCH[((epochDay % 7) + 7) % 7]!;
}

/** Weekday of a date. */
export function weekdayOf(date: LocalDate): (typeof WEEKDAYS_FROM_EPOCH)[number] {
  return weekdayOfEpochDay(epochDayOf(date));
}

/** Age in completed years; someone born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(birthDate: LocalDate, date: LocalDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** From here on, clocks are turned at whole minutes in every zone (Liberia was the last that did otherwise, in 1972). */
const SINCE_1973 = Date.UTC(1973, 0);
/** By zone and by minute since 1970, what its clocks differ from UTC by, in milliseconds. */
const knownOffsets = new Map<string, Map<number, number>>();
/** Minutes of one zone: some hundreds are asked for again and again, now and the starts of days near it. */
const MOST_KNOWN_OFFSETS = 1000;

/** The wall clock of the zone read as if it were UTC, in milliseconds, so that it can be calculated with. */
export function wallClockAt(instantMs: number, timeZone: string): number {
  const minute = Math.floor(instantMs / MINUTE_MS);
  const ofZone = knownOffsets.get(timeZone) ?? new Map<number, number>();
  const known = ofZone.get(minute);
  if (known !== undefined) return instantMs + known;
  const wall = calculateWallClock(instantMs, timeZone);
  if (ofZone.size >= MOST_KNOWN_OFFSETS) ofZone.clear();
  if (instantMs > SINCE_1973) knownOffsets.set(timeZone, ofZone.set(minute, wall - instantMs));
  return wall;
}

function calculateWallClock(instantMs: number, timeZone: string): number {
  const fields: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instantMs)) fields[type] = Number(value);
  const wholeSeconds = Date.UTC(
    fields.year!,
    fields.month! - 1,
    fields.day,
    fields.hour,
    fields.minute,
    fields.second,
  );
  return wholeSeconds + (((instantMs % 1000) + 1000) % 1000);
}

// A time that occurs twice is its first occurrence; one that the clocks leap over is the moment they leap.
function instantOfWallClock(wall: number, timeZone: string): number {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallClockAt(near, timeZone) - near);
  const earliest = wall - Math.max(...offsets);
  const latest = wall - Math.min(...offsets);
  for (const candidate of [earliest, latest]) {
    if (wallClockAt(candidate, timeZone) === wall) return candidate;
  }
  let before = earliest;
  let after = latest;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClockAt(middle, timeZone) < wall) before = middle;
    else after = middle;
  }
  return after;
}

function clockDigits(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * The person's protocol date and clock time at an instant. A date starts at the first moment the zone's clock shows its
 * day-start hour (or leaps over it) and never comes back, even where clocks are later turned back over that hour: the
 * local time then stands at the day start until the clock has caught up.
 */
export function localNow(instant: Date | number, timeZone: string, dayStartHour: number): LocalNow {
  const instantMs = Number(instant);
  const dayStartMs = dayStartHour * HOUR_MS;
  const wall = wallClockAt(instantMs, timeZone);
  const epochDay = Math.floor((wall - dayStartMs) / DAY_MS);
  const nextStart = (epochDay + 1) * DAY_MS + dayStartMs;
  if (nextStart - wall <= LONGEST_TURN_BACK_MS && instantOfWallClock(nextStart, timeZone) <= instantMs) {
    return { today: dateOfEpochDay(epochDay + 1), localTime: clockDigits(dayStartHour * 60), dayStartHour };
  }
  const minutes = Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
  return { today: dateOfEpochDay(epochDay), localTime: clockDigits(minutes), dayStartHour };
}

/**
 * The protocol date an instant belongs to: the calendar day in the IANA zone, where hours before the day-start hour (0–6)
 * belong to the date before. A date the zone itself leaves out (Pacific/Apia, 2011-12-30) has only those hours, or none.
 */
export function localDateOf(instant: Date | number, timeZone: string, dayStartHour: number): LocalDate {
  return localNow(instant, timeZone, dayStartHour).today;
}

/** The wall clock `HH:MM` (24 hours) of the IANA zone at an instant. */
export function localTimeOf(instant: Date | number, timeZone: string): string {
  const wall = wallClockAt(Number(instant), timeZone);
  return clockDigits(Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS));
}

/**
 * The instant, in milliseconds since 1970-01-01T00:00Z, of a local time `HH:MM` of a protocol date. A time before the
 * day-start hour lies on the calendar day after. A time that clock changes leave out gives the moment of the change; one
 * that comes twice gives the first.
 */
export function instantOf(date: LocalDate, time: string, timeZone: string, dayStartHour: number): number {
  const hour = Number(time.slice(0, 2));
  const epochDay = epochDayOf(date) + (hour < dayStartHour ? 1 : 0);
  return instantOfWallClock(
    epochDay * DAY_MS + hour * HOUR_MS + Number(time.slice(3, 5)) * MINUTE_MS,
    timeZone,
  );
}
