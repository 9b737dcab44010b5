import type { Reading, SkipReason } from '@healthprotocol/contracts';
import { outOfTarget } from '@healthprotocol/domain';
import { chance, mix, pick } from './deterministic.ts';
import type { Due } from './due-templates.ts';
import type { Plan } from './plans.ts';

/** What a client said of one occurrence. */
export type Outcome = {
  status: 'done' | 'partly' | 'skipped' | 'undone';
  amount: number | null;
  readings: Reading[];
  outOfTarget: boolean;
  score: number | null;
  skipReason: SkipReason | null;
  /** Said something else first, which this replaced. */
  replaced: boolean;
};

const REASONS: readonly SkipReason[] = ['forgot', 'unwell', 'travelling', 'not_available', 'other'];
const NOTHING = { amount: null, readings: [], outOfTarget: false, score: null, skipReason: null };

/** Whether and what a client said of the thing `index` that was due on `day`; undefined when nothing. The same on every call. */
export function outcomeOf(plan: Plan, day: number, index: number, due: Due): Outcome | undefined {
  if (!wasAnswered(plan, day, index, due)) return undefined;
  const seed = mix(plan.seed, day * 64 + index);
  const replaced = chance(seed, 1) < 0.02;
  const roll = chance(seed, 2);
  if (roll < 0.01) return { ...NOTHING, status: 'undone', replaced };
  if (roll < 0.07) return { ...NOTHING, status: 'skipped', skipReason: reasonOf(seed), replaced };
  if (roll < 0.13 && due.measures.length === 0 && !due.questionnaire) {
    const amount = due.target === null ? null : Math.round(due.target * chance(seed, 3) * 10) / 10;
    return { ...NOTHING, status: 'partly', amount, replaced };
  }
  return { ...NOTHING, status: 'done', ...measured(seed, due), replaced };
}

/** The same question without its answer, which is cheaper. */
export function wasAnswered(plan: Plan, day: number, index: number, due: Due): boolean {
  if (day >= plan.quietFrom || day > plan.today || (day === plan.today && due.at > 600)) return false;
  const share = day >= plan.dropsFrom ? plan.diligence * 0.4 : plan.diligence;
  return chance(plan.seed, day * 64 + index) < share;
}

/** How many rows of history an answer has: two when it replaced another. */
export function rowsOf(plan: Plan, day: number, index: number): number {
  return chance(mix(plan.seed, day * 64 + index), 1) < 0.02 ? 2 : 1;
}

function reasonOf(seed: number): SkipReason {
  const roll = chance(seed, 4);
  if (roll < 0.06) return 'side_effect';
  return roll < 0.16 ? 'clinician_said_so' : pick(REASONS, seed, 5);
}

function measured(seed: number, due: Due): Pick<Outcome, 'readings' | 'outOfTarget' | 'score'> {
  let isOut = false;
  const readings = due.measures.map((measure, index) => {
    const low = measure.targetLow ?? measure.plausibleLow ?? 1;
    const high = measure.targetHigh ?? measure.plausibleHigh ?? low + 100;
    // A few lie beyond what is aimed at, none beyond what is plausible.
    const share = chance(seed, 10 + index) * 1.02;
    const wanted = low + (high - low) * share;
    const plausible = Math.min(
      measure.plausibleHigh ?? wanted,
      Math.max(measure.plausibleLow ?? wanted, wanted),
    );
    const value = Number(plausible.toFixed(measure.precision));
    isOut ||= outOfTarget(measure, value) !== null;
    return { loinc: measure.loinc, value, unit: measure.unit };
  });
  const { questionnaire } = due;
  const score =
    questionnaire &&
    Math.round(questionnaire.minScore + (questionnaire.maxScore - questionnaire.minScore) * chance(seed, 20));
  return { readings, outOfTarget: isOut, score };
}
