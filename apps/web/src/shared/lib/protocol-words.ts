import type {
  Activity,
  ActivityKind,
  Measure,
  PregnancyStatus,
  ProtocolCategory,
} from '@healthprotocol/contracts/protocol-content';
import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { formatNumber } from './format.ts';
import { unitLabel } from './unit-label.ts';

export const categoryNames: Record<ProtocolCategory, MessageDescriptor> = {
  cardiovascular: msg`Heart and circulation`,
  metabolic: msg`Metabolism`,
  nutrition: msg`Nutrition`,
  exercise: msg`Exercise`,
  sleep: msg`Sleep`,
  mental_health: msg`Mental health`,
  musculoskeletal: msg`Muscles and joints`,
  digestive: msg`Digestion`,
  womens_health: msg`Women's health`,
  neurology: msg`Neurology`,
  respiratory: msg`Breathing`,
  substance_use: msg`Substance use`,
  prevention: msg`Prevention`,
  other: msg`Other`,
};

export const kindNames: Record<ActivityKind, MessageDescriptor> = {
  supplement: msg`Supplement`,
  medication: msg`Medication`,
  nutrition: msg`Nutrition`,
  exercise: msg`Exercise`,
  habit: msg`Habit`,
  measurement: msg`Measurement`,
  questionnaire: msg`Questionnaire`,
  education: msg`Education`,
};

export const severityNames: Record<'warn' | 'block', MessageDescriptor> = {
  block: msg`Blocks`,
  warn: msg`Warns`,
};

export const pregnancyNames: Record<PregnancyStatus, MessageDescriptor> = {
  not_recorded: msg`Not recorded`,
  not_pregnant: msg`Not pregnant`,
  pregnant: msg`Pregnant`,
  breastfeeding: msg`Breastfeeding`,
  trying: msg`Trying to become pregnant`,
};

/** How much, as the client reads it: the dose, the target, what is measured or asked. Empty where the title says all. */
export function amountWords(
  { dose, target, measures, questionnaire }: Pick<Activity, 'dose' | 'target' | 'measures' | 'questionnaire'>,
  locale: string,
): string {
  const [measure, ...others] = measures ?? [];
  return [
    dose && `${formatNumber(dose.quantity, locale)} ${dose.unit}`,
    dose?.note,
    target && `${formatNumber(target.value, locale)} ${target.unit}`,
    measure && [measure.display, ...others.map(({ display }) => display)].join(', '),
    measure && others.length === 0 && unitLabel(measure.unit),
    questionnaire && t`${questionnaire.name}, total score`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What a measure aims at: "below 135 mmHg", "70–100 mg/dL"; empty without a target. */
export function targetWords(measure: Measure, locale: string): string {
  const { targetLow, targetHigh } = measure;
  const unit = unitLabel(measure.unit);
  const number = (value: number) => formatNumber(value, locale, 4);
  if (targetLow !== undefined && targetHigh !== undefined) {
    return `${number(targetLow)}–${number(targetHigh)} ${unit}`.trim();
  }
  if (targetLow !== undefined) return t`at least ${`${number(targetLow)} ${unit}`.trim()}`;
  return targetHigh === undefined ? '' : t`at most ${`${number(targetHigh)} ${unit}`.trim()}`;
}
