import type { Reading } from '@healthprotocol/contracts/check-ins';
import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { convertUnit, readingProblem, substanceOf } from '@healthprotocol/domain/measures';

const imperialOf: Record<string, string> = { kg: '[lb_av]', cm: '[in_i]', Cel: '[degF]' };
const metricOf: Record<string, string> = { '[lb_av]': 'kg', '[in_i]': 'cm', '[degF]': 'Cel' };

/** The unit in which a person reads a measure. */
export function unitFor(measure: Measure, units: 'metric' | 'imperial'): string {
  return (units === 'imperial' ? imperialOf : metricOf)[measure.unit] ?? measure.unit;
}

/** Digits after the decimal sign that a value may have: one at least where it is not entered in the measure's own unit. */
export function fractionDigitsOf(measure: Measure, unit: string): number {
  return unit === measure.unit ? measure.precision : Math.max(1, measure.precision);
}

/** A value of a measure in another unit, rounded to what is shown of it. */
export function inUnit(measure: Measure, value: number, from: string, to: string): number {
  const converted = convertUnit(value, from, to, substanceOf(measure.loinc)) ?? value;
  return Number(converted.toFixed(fractionDigitsOf(measure, to)));
}

/** True when a value lies outside what is plausible, so that it is asked again. */
export function looksUnusual(measure: Measure, { value, unit }: Pick<Reading, 'value' | 'unit'>): boolean {
  const inOwnUnit = convertUnit(value, unit, measure.unit, substanceOf(measure.loinc));
  return inOwnUnit === null || readingProblem(measure, inOwnUnit) !== null;
}
