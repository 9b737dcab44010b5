import type { Activity, Measure, Reading } from '@healthprotocol/contracts';
import { convertUnit, outOfTarget, substanceOf } from '@healthprotocol/domain';
import { type Random, randomOf } from './random.ts';

/** How a value moves from the first day to the last, and how far single values lie from that line. */
type Course = { from: number; to: number; spread: number };

/** Where a value may lie: as it comes, in the target, or outside it. */
export type Aim = 'natural' | 'inside' | 'outside';

export type ReadingContext = {
  random: Random;
  /** Same for every value of one client. */
  clientKey: string;
  units: 'metric' | 'imperial';
  /** 0 on the first day, 1 once the effect has set in. */
  progress: number;
  aim: Aim;
};

/** Courses by LOINC code; people differ from them by a constant of their own. */
const COURSES: Record<string, Course & { people: number }> = {
  '8480-6': { from: 149, to: 126, spread: 5, people: 4 }, // systolic, mm[Hg]
  '8462-4': { from: 93, to: 79, spread: 4, people: 3 }, // diastolic, mm[Hg]
  '8867-4': { from: 77, to: 70, spread: 5, people: 6 }, // heart rate, /min
  '29463-7': { from: 91, to: 86.5, spread: 0.4, people: 18 }, // weight, kg
  '14743-9': { from: 8.1, to: 6.8, spread: 0.5, people: 0.2 }, // glucose after a meal, mmol/L
  '19935-6': { from: 395, to: 440, spread: 18, people: 60 }, // peak flow, L/min
  '72514-3': { from: 5.5, to: 2.5, spread: 1.3, people: 1 }, // pain, 0–10
  '55411-3': { from: 105, to: 178, spread: 16, people: 15 }, // exercise a week, min
  '93832-4': { from: 5.2, to: 6.8, spread: 0.6, people: 0.3 }, // sleep, h
  '718-7': { from: 102, to: 127, spread: 3, people: 3 }, // haemoglobin, g/L
  '2276-4': { from: 34, to: 44, spread: 4, people: 4 }, // ferritin, ug/L
  '29265-6': { from: 2.36, to: 2.38, spread: 0.04, people: 0.03 }, // adjusted calcium, mmol/L
};

const FASTING_GLUCOSE = { from: 5.5, to: 4.8, spread: 0.25, people: 0.1 };
const CALM_HEART: Record<string, Course & { people: number }> = {
  '8480-6': { from: 124, to: 116, spread: 5, people: 5 },
  '8462-4': { from: 78, to: 72, spread: 4, people: 3 },
};

/** One value for each measure of an activity, as the client's device or scales show it. */
export function readingsFor(
  activity: Activity,
  measures: readonly Measure[],
  context: ReadingContext,
): Reading[] {
  return measures.map((measure) => readingOf(activity, measure, context));
}

function readingOf(activity: Activity, measure: Measure, context: ReadingContext): Reading {
  const { loinc, unit, precision } = measure;
  const natural = loinc === '64218-1' ? cigarettes(activity, context) : onCourse(activity, measure, context);
  const value = Number(inRange(measure, natural, context).toFixed(precision));
  const entered = unitOf(measure, context.units);
  if (entered === unit) return { loinc, value, unit };
  return { loinc, value: enteredValue(measure, value, entered, context.aim), unit: entered };
}

function onCourse(
  activity: Activity,
  measure: Measure,
  { random, clientKey, progress }: ReadingContext,
): number {
  const course = courseOf(activity, measure);
  const own = randomOf('constant', clientKey, measure.loinc).around(0, course.people);
  return random.around(course.from + (course.to - course.from) * progress + own, course.spread);
}

function courseOf({ id }: Activity, measure: Measure): Course & { people: number } {
  const { loinc, targetHigh, targetLow, plausibleLow = 0, plausibleHigh = 100 } = measure;
  if (loinc === '14743-9' && id === 'fasting') return FASTING_GLUCOSE;
  // Where blood pressure has no target it is watched, not treated.
  if (targetHigh === undefined && CALM_HEART[loinc]) return CALM_HEART[loinc];
  const known = COURSES[loinc];
  if (known) return known;
  const middle = ((targetLow ?? plausibleLow) + (targetHigh ?? plausibleHigh)) / 2;
  return { from: middle, to: middle, spread: (plausibleHigh - plausibleLow) / 50, people: 0 };
}

/** Cigarettes a day: a habit before the quit date, none afterwards but for a lapse here and there. */
function cigarettes({ id }: Activity, { random }: ReadingContext): number {
  if (id === 'cigarettes-before') return random.around(13, 4);
  return random.chance(0.06) ? random.int(1, 3) : 0;
}

function inRange(measure: Measure, value: number, { random, aim }: ReadingContext): number {
  const { targetLow, targetHigh, plausibleLow, plausibleHigh, precision } = measure;
  const step = 10 ** -precision;
  let found = Math.min(
    Math.max(value, plausibleLow ?? Number.NEGATIVE_INFINITY),
    plausibleHigh ?? Number.POSITIVE_INFINITY,
  );
  if (aim === 'inside') {
    if (targetHigh !== undefined && found > targetHigh) found = targetHigh - random.int(0, 3) * step;
    if (targetLow !== undefined && found < targetLow) found = targetLow + random.int(0, 3) * step;
    return Math.max(found, plausibleLow ?? Number.NEGATIVE_INFINITY);
  }
  if (aim === 'outside' && targetHigh !== undefined && found <= targetHigh)
    return targetHigh + random.int(2, 9) * step;
  if (aim === 'outside' && targetLow !== undefined && found >= targetLow)
    return targetLow - random.int(4, 30) * step;
  return found;
}

function unitOf({ loinc, unit }: Measure, units: ReadingContext['units']): string {
  if (units === 'metric') return unit;
  if (unit === 'kg') return '[lb_av]';
  return unit === 'mmol/L' && substanceOf(loinc) ? 'mg/dL' : unit;
}

/** The value in the unit it is entered in. Rounding there must not carry a value that is in the target out of it. */
function enteredValue(measure: Measure, value: number, unit: string, aim: Aim): number {
  const substance = substanceOf(measure.loinc);
  const digits = unit === 'mg/dL' ? 0 : 1;
  const entered = Number(convertUnit(value, measure.unit, unit, substance)!.toFixed(digits));
  const back = convertUnit(entered, unit, measure.unit, substance)!;
  return aim === 'inside' && outOfTarget(measure, back) === 'above' ? entered - 1 : entered;
}

/** Scores that fall while things get better, as shares of the range: first day, last day. All others rise. */
const FALLING = [0.62, 0.28] as const;
const RISING = [0.5, 0.74] as const;
const BETTER_WHEN_HIGHER = /Asthma Control|KOOS|Osteoarthritis Outcome/;

/** The total of a questionnaire, better the further the client has come. */
export function scoreFor(
  { questionnaire }: Activity,
  { random, progress }: ReadingContext,
): number | undefined {
  if (!questionnaire) return undefined;
  const { name, minScore, maxScore } = questionnaire;
  const [from, to] = BETTER_WHEN_HIGHER.test(name) ? RISING : FALLING;
  const share = random.around(from + (to - from) * progress, 0.06);
  return Math.round(minScore + (maxScore - minScore) * Math.min(1, Math.max(0, share)));
}
