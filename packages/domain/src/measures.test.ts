import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  convertUnit,
  outOfTarget,
  readingProblem,
  readingsProblem,
  type Substance,
  substanceOf,
} from './measures.ts';

test.each([
  [1, '[lb_av]', 'kg', 0.45359237],
  [180, '[lb_av]', 'kg', 81.6466266],
  [81.6466266, 'kg', '[lb_av]', 180],
  [70.5, 'kg', 'g', 70_500],
  [1, '[in_i]', 'cm', 2.54],
  [1.83, 'm', 'cm', 183],
  [182.88, 'cm', '[in_i]', 72],
  [98.6, '[degF]', 'Cel', 37],
  [37, 'Cel', '[degF]', 98.6],
  [-40, 'Cel', '[degF]', -40],
  [32, '[degF]', 'Cel', 0],
  [5, 'mm[Hg]', 'mm[Hg]', 5],
])('%d %s is, in %3$s, %4$d', (value, from, to, converted) => {
  expect(convertUnit(value, from, to)).toBe(converted);
});

test('concentrations convert by the molar mass of their substance', () => {
  expect(convertUnit(180.156, 'mg/dL', 'mmol/L', 'glucose')).toBe(10);
  expect(convertUnit(7, 'mmol/L', 'mg/dL', 'glucose')).toBe(126.1092);
  expect(convertUnit(193.327, 'mg/dL', 'mmol/L', 'cholesterol')).toBe(5);
  expect(convertUnit(5.2, 'mmol/L', 'mg/dL', 'cholesterol')).toBe(201.06008);
  expect(convertUnit(100, 'mg/dL', 'mmol/L')).toBeNull();
});

test('units of different quantities, and unknown ones, do not convert', () => {
  for (const [from, to] of [
    ['kg', 'cm'],
    ['kg', 'Cel'],
    ['[degF]', 'kg'],
    ['mg/dL', 'kg'],
    ['kg', 'mmol/L'],
    ['furlong', 'cm'],
    ['cm', 'furlong'],
    ['toString', 'kg'],
  ] as const) {
    expect(convertUnit(1, from, to, 'glucose')).toBeNull();
  }
});

test('there and back again is the value as entered', () => {
  const pairs: [string, string, Substance?][] = [
    ['kg', '[lb_av]'],
    ['cm', '[in_i]'],
    ['Cel', '[degF]'],
    ['mg/dL', 'mmol/L', 'glucose'],
    ['mg/dL', 'mmol/L', 'cholesterol'],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...pairs), fc.integer({ min: 1, max: 999_999 }), (pair, hundredths) => {
      const [one, other, substance] = pair;
      const entered = hundredths / 100;
      const there = convertUnit(entered, one, other, substance)!;
      expect(Number(convertUnit(there, other, one, substance)!.toFixed(6))).toBe(entered);
      const back = convertUnit(entered, other, one, substance)!;
      expect(Number(convertUnit(back, one, other, substance)!.toFixed(6))).toBe(entered);
    }),
  );
});

test('substances are known by LOINC code', () => {
  expect(substanceOf('2339-0')).toBe('glucose');
  expect(substanceOf('14743-9')).toBe('glucose');
  expect(substanceOf('2093-3')).toBe('cholesterol');
  expect(substanceOf('8480-6')).toBeUndefined();
});

test('plausible bounds are inclusive and may be open', () => {
  const systolic = { plausibleLow: 50, plausibleHigh: 300 };
  expect([49.9, 50, 300, 300.1].map((value) => readingProblem(systolic, value))).toEqual([
    'implausible',
    null,
    null,
    'implausible',
  ]);
  expect(readingProblem({}, -5)).toBeNull();
  expect(readingProblem({}, Number.NaN)).toBe('implausible');
  expect(readingProblem({}, Number.POSITIVE_INFINITY)).toBe('implausible');
});

test('a target is left on one side or the other', () => {
  const pressure = { targetLow: 90, targetHigh: 130 };
  expect([89, 90, 130, 131].map((value) => outOfTarget(pressure, value))).toEqual([
    'below',
    null,
    null,
    'above',
  ]);
  expect(outOfTarget({ targetHigh: 130 }, 0)).toBeNull();
  expect(outOfTarget({ targetLow: 90 }, 1000)).toBeNull();
  expect(outOfTarget({}, 1000)).toBeNull();
});

test('every measure needs a reading that can be true, unless the person confirmed it', () => {
  const glucose = {
    loinc: '2339-0',
    display: 'Glucose',
    unit: 'mg/dL',
    precision: 0,
    plausibleLow: 20,
    plausibleHigh: 600,
  };
  const weight = { loinc: '29463-7', display: 'Weight', unit: 'kg', precision: 1, plausibleHigh: 400 };
  const read = (loinc: string, value: number, unit: string) => ({ loinc, value, unit });
  const both = (value: number, unit: string) => [read('29463-7', 80, 'kg'), read('2339-0', value, unit)];
  const problem = (readings: ReturnType<typeof read>[] | undefined, confirmedImplausible?: boolean) =>
    readingsProblem([glucose, weight], { readings, confirmedImplausible });
  expect(problem(both(100, 'mg/dL'))).toBeNull();
  expect(problem(both(5.5, 'mmol/L'))).toBeNull();
  expect(problem(both(5.5, 'mg/dL'))).toBe('reading_implausible');
  expect(problem(both(55, 'mmol/L'))).toBe('reading_implausible');
  expect(problem(both(5.5, 'mg/dL'), true)).toBeNull();
  expect(problem(both(100, 'kg'), true)).toBe('reading_missing');
  expect(problem([read('29463-7', 80, 'kg')], true)).toBe('reading_missing');
  expect(problem(undefined)).toBe('reading_missing');
  expect(readingsProblem([], {})).toBeNull();
});
