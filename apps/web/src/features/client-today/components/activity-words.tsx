import { useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import type { Subject } from '../subject.ts';

/** How much: the dose, the target, or what is measured. Empty where the title says all. */
export function useActivityWords({
  dose,
  target,
  measures,
  questionnaire,
}: Pick<Subject['activity'], 'dose' | 'target' | 'measures' | 'questionnaire'>): string {
  const { t } = useLingui();
  const locale = useLocale();
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
