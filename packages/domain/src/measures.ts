import type { Measure, Reading } from '@healthprotocol/contracts';

/** Substances whose concentrations convert between mass and amount. */
export type Substance = 'glucose' | 'cholesterol';

// g/mol by IUPAC standard atomic weights: glucose C6H12O6 (also given by LOINC group LG7967-5), cholesterol C27H46O.
const MOLAR_MASS: Record<Substance, number> = { glucose: 180.156, cholesterol: 386.654 };

const LOINC_OF_SUBSTANCE: Record<Substance, readonly string[]> = {
  glucose: [
    '2339-0', // mass per volume: blood, automated and manual test strip, serum or plasma, fasting, capillary by glucometer
    '2340-8',
    '2341-6',
    '2345-7',
    '1558-6',
    '41653-7',
    '15074-8', // moles per volume: blood, serum or plasma, fasting, capillary by glucometer
    '14749-6',
    '14771-0',
    '14743-9',
  ],
  cholesterol: [
    '2093-3', // mass per volume: total, HDL, LDL, LDL calculated, LDL direct
    '2085-9',
    '2089-1',
    '13457-7',
    '18262-6',
    '14647-2', // moles per volume: total, HDL, LDL
    '14646-4',
    '22748-8',
  ],
};

const substances = new Map(
  Object.entries(LOINC_OF_SUBSTANCE).flatMap(([substance, codes]) =>
    codes.map((code) => [code, substance as Substance]),
  ),
);

/** The substance whose concentration a LOINC code measures, where it can be given by mass or by amount. */
export function substanceOf(loinc: string): Substance | undefined {
  return substances.get(loinc);
}

// One unit in the base unit of its quantity. Pound 0.45359237 kg and inch 2.54 cm are exact by definition (NIST SP 811, B.8).
const LINEAR_UNITS = {
  kg: { quantity: 'mass', factor: 1 },
  g: { quantity: 'mass', factor: 0.001 },
  '[lb_av]': { quantity: 'mass', factor: 0.45359237 },
  cm: { quantity: 'length', factor: 1 },
  m: { quantity: 'length', factor: 100 },
  '[in_i]': { quantity: 'length', factor: 2.54 },
} as const;

const linearUnits = new Map<string, { quantity: string; factor: number }>(Object.entries(LINEAR_UNITS));

/**
 * Converts a value between two UCUM units (kg, g, [lb_av]; cm, m, [in_i]; Cel, [degF]; mg/dL, mmol/L of a substance) to 12
 * significant digits; null when there is no conversion between them.
 */
export function convertUnit(value: number, from: string, to: string, substance?: Substance): number | null {
  if (from === to) return value;
  const converted = convert(value, from, to, substance);
  return converted === null ? null : Number(converted.toPrecision(12));
}

function convert(value: number, from: string, to: string, substance: Substance | undefined): number | null {
  if (from === '[degF]' && to === 'Cel') return ((value - 32) * 5) / 9;
  if (from === 'Cel' && to === '[degF]') return (value * 9) / 5 + 32;
  if (substance) {
    if (from === 'mg/dL' && to === 'mmol/L') return (value * 10) / MOLAR_MASS[substance];
    if (from === 'mmol/L' && to === 'mg/dL') return (value * MOLAR_MASS[substance]) / 10;
  }
  const source = linearUnits.get(from);
  const target = linearUnits.get(to);
  if (!source || source.quantity !== target?.quantity) return null;
  return (value * source.factor) / target.factor;
}

/** `implausible` when a value in the measure's unit lies outside what can be true, so that it is asked again; else null. */
export function readingProblem(
  measure: Pick<Measure, 'plausibleLow' | 'plausibleHigh'>,
  value: number,
): 'implausible' | null {
  const low = measure.plausibleLow ?? Number.NEGATIVE_INFINITY;
  const high = measure.plausibleHigh ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(value) && value >= low && value <= high ? null : 'implausible';
}

/**
 * Why the readings of a check-in that says `done` are refused: a measure without a reading in its unit or one that converts to it,
 * or a value that cannot be true and was not confirmed; else null.
 */
export function readingsProblem(
  measures: readonly Measure[],
  entry: { readings?: readonly Reading[] | undefined; confirmedImplausible?: boolean | undefined },
): 'reading_missing' | 'reading_implausible' | null {
  const values = measures.map(({ loinc, unit }) => {
    const reading = entry.readings?.find((candidate) => candidate.loinc === loinc);
    return reading ? convertUnit(reading.value, reading.unit, unit, substanceOf(loinc)) : null;
  });
  if (values.includes(null)) return 'reading_missing';
  const implausible = measures.some((measure, index) => readingProblem(measure, values[index]!) !== null);
  return implausible && !entry.confirmedImplausible ? 'reading_implausible' : null;
}

/** On which side a value in the measure's unit lies outside the target, both ends of which are inside; null when it is within. */
export function outOfTarget(
  measure: Pick<Measure, 'targetLow' | 'targetHigh'>,
  value: number,
): 'below' | 'above' | null {
  if (measure.targetLow !== undefined && value < measure.targetLow) return 'below';
  return measure.targetHigh !== undefined && value > measure.targetHigh ? 'above' : null;
}
