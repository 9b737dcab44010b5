import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateOfEpochDay, instantOf, localDateOf, localTimeOf } from './local-date.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = Intl.supportedValuesOf('timeZone');

// Clocks turned back far, by halves, at odd minutes or over midnight, and dates left out.
const ODD_ZONES = [
  'Africa/Casablanca',
  'America/Havana',
  'America/St_Johns',
  'Antarctica/Casey',
  'Antarctica/Troll',
  'Asia/Gaza',
  'Australia/Lord_Howe',
  'Europe/Lisbon',
  'Pacific/Apia',
  'Pacific/Fakaofo',
  'Pacific/Kanton',
  'Pacific/Kiritimati',
  'Pacific/Kwajalein',
];

// The only dates since 1970 that a zone has left out, on its way across the date line. All that is left of them are the hours
// after the following midnight that a later day start gives to the date before.
const DATES_LEFT_OUT = new Set([
  'Pacific/Apia 2011-12-30',
  'Pacific/Fakaofo 2011-12-30',
  'Pacific/Kiritimati 1994-12-31',
  'Pacific/Enderbury 1994-12-31',
  'Pacific/Kanton 1994-12-31',
  'Pacific/Kwajalein 1993-08-21',
]);

// An oracle of its own: the zone's calendar and clock as Intl prints them.
function printedClock(zone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instantMs: number) => format.format(instantMs);
}

function offsetOf(printed: string, instantMs: number): number {
  return Date.parse(`${printed.replace(' ', 'T')}Z`) - Math.floor(instantMs / 1000) * 1000;
}

// Instants between which the zone changed its offset, a day apart.
function changesIn(zone: string, firstMs: number, lastMs: number): number[] {
  const clock = printedClock(zone);
  const changes: number[] = [];
  let previous = offsetOf(clock(firstMs), firstMs);
  for (let instant = firstMs + DAY_MS; instant <= lastMs; instant += DAY_MS) {
    const offset = offsetOf(clock(instant), instant);
    if (offset !== previous) changes.push(instant);
    previous = offset;
  }
  return changes;
}

// Each date begins once, holds every instant until the next one begins, and none comes back.
function expectWholeDays(zone: string, aroundMs: number, dayStartHour: number): void {
  const dayStart = `${String(dayStartHour).padStart(2, '0')}:00`;
  const middle = dateOfEpochDay(Math.floor(aroundMs / DAY_MS));
  const dates = [-3, -2, -1, 0, 1, 2, 3].map((days) => addDays(middle, days));
  const starts = dates.map((date) => instantOf(date, dayStart, zone, dayStartHour));
  for (const [index, date] of dates.slice(0, -1).entries()) {
    const start = starts[index]!;
    const next = starts[index + 1]!;
    const where = `${zone} ${date} from ${dayStart}`;
    if (DATES_LEFT_OUT.has(`${zone} ${date}`)) {
      expect(next - start, where).toBe(dayStartHour * HOUR_MS);
      if (next > start) expect(localDateOf(start, zone, dayStartHour), where).toBe(date);
      continue;
    }
    // Casey's shortest and longest days differ by three hours from 24; nobody's by more than four.
    const shortened = DATES_LEFT_OUT.has(`${zone} ${addDays(date, 1)}`) ? dayStartHour : 0;
    expect(next - start, where).toBeGreaterThanOrEqual((20 - shortened) * HOUR_MS);
    expect(next - start, where).toBeLessThanOrEqual((28 - shortened) * HOUR_MS);
    const within = [start, start + 1, start + 30 * 60_000, start + 2 * HOUR_MS, start + 12 * HOUR_MS];
    for (const instant of [...within, next - 4 * HOUR_MS, next - HOUR_MS, next - 1]) {
      expect(localDateOf(instant, zone, dayStartHour), `${where} at ${instant}`).toBe(date);
    }
  }
}

const yearStart = (year: number) => Date.UTC(year, 0, 1);

test('in every zone, days are whole around every clock change of years from 1970 to 2100', () => {
  for (const zone of ZONES) {
    fc.assert(
      fc.property(
        fc.integer({ min: 1970, max: 2100 }),
        fc.integer({ min: 0, max: 6 }),
        (year, dayStartHour) => {
          for (const change of changesIn(zone, yearStart(year), yearStart(year + 1))) {
            expectWholeDays(zone, change, dayStartHour);
          }
        },
      ),
      { numRuns: 2 },
    );
  }
});

test('in every zone, days are whole at leap days, turns of the year and any other date', () => {
  const anyMoment = fc.oneof(
    fc.integer({ min: 1972, max: 2096 }).map((year) => Date.UTC(year - (year % 4), 1, 29)),
    fc.integer({ min: 1970, max: 2100 }).map(yearStart),
    fc.integer({ min: 0, max: yearStart(2100) / 1000 }).map((seconds) => seconds * 1000),
  );
  for (const zone of ZONES) {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 6 }), (moment, dayStartHour) => {
        expectWholeDays(zone, moment, dayStartHour);
      }),
      { numRuns: 3 },
    );
  }
});

test.each(ODD_ZONES)('in %s, days are whole around every clock change from 1970 to 2040', (zone) => {
  for (const change of changesIn(zone, yearStart(1970), yearStart(2040))) {
    for (const dayStartHour of [0, 1, 2, 3, 4, 6]) expectWholeDays(zone, change, dayStartHour);
  }
});

test('away from clock changes the date is what the calendar shows, counted from the day start', () => {
  for (const zone of ZONES) {
    const clock = printedClock(zone);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: yearStart(2100) }),
        fc.integer({ min: 0, max: 6 }),
        (instant, dayStartHour) => {
          const printed = clock(instant);
          expect(localTimeOf(instant, zone)).toBe(printed.slice(11, 16));
          const offsets = [-DAY_MS, 0, DAY_MS].map((shift) =>
            offsetOf(clock(instant + shift), instant + shift),
          );
          fc.pre(new Set(offsets).size === 1);
          const shifted = clock(instant - dayStartHour * HOUR_MS).slice(0, 10);
          expect(localDateOf(instant, zone, dayStartHour)).toBe(shifted);
        },
      ),
      { numRuns: 8 },
    );
  }
});

test('a local time that exists is found again on the clock', () => {
  for (const zone of ZONES) {
    const clock = printedClock(zone);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: yearStart(2100) / 60_000 }),
        fc.integer({ min: 0, max: 6 }),
        (minute, dayStartHour) => {
          const instant = minute * 60_000;
          const time = localTimeOf(instant, zone);
          const found = instantOf(localDateOf(instant, zone, dayStartHour), time, zone, dayStartHour);
          // Times that come twice are found the first time; a day start that was passed twice keeps its date.
          expect(found).toBeLessThanOrEqual(instant + DAY_MS);
          expect(clock(found).slice(11, 16)).toBe(time);
        },
      ),
      { numRuns: 4 },
    );
  }
});
