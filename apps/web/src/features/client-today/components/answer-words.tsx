import type { CheckIn, SkipReason } from '@healthprotocol/contracts/check-ins';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { dateIn, instantOf } from '../../../shared/lib/clock.ts';
import { formatNumber, formatTime } from '../../../shared/lib/format.ts';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import type { Subject } from '../subject.ts';

const reasons: Record<SkipReason, MessageDescriptor> = {
  forgot: msg`Skipped: forgot`,
  side_effect: msg`Skipped: side effects`,
  unwell: msg`Skipped: unwell`,
  travelling: msg`Skipped: travelling`,
  not_available: msg`Skipped: not available`,
  clinician_said_so: msg`Skipped: clinician said so`,
  other: msg`Skipped: another reason`,
};

/** What was said of an occurrence, in words. */
export function useAnswerWords({ activity, localDate, checkIn }: Subject, timeZone: string): string {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  if (!checkIn) return '';
  const said = (): string => {
    if (checkIn.status === 'skipped') return i18n._(reasons[checkIn.skipReason ?? 'other']);
    if (checkIn.status === 'partly') return amountSaid(checkIn, activity.target, locale) ?? t`Partly done`;
    const values = readingsInWords(checkIn.readings, locale);
    if (values) return values;
    return checkIn.score === null ? t`Done` : t`Score ${formatNumber(checkIn.score, locale)}`;
  };
  // The time says something only on the day itself; what was entered later has none of its own.
  const isSameDay = dateIn(instantOf(checkIn.recordedAt), timeZone) === localDate;
  return [
    said(),
    isSameDay && formatTime(checkIn.recordedAt, { locale, timeZone }),
    checkIn.onBehalf && t`entered by ${checkIn.recordedBy}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function amountSaid({ amount }: CheckIn, target: Subject['activity']['target'], locale: string) {
  if (amount === null || !target) return undefined;
  return `${formatNumber(amount, locale)} / ${formatNumber(target.value, locale)} ${target.unit}`;
}

/** "128/82 mmHg · 70 /min": neighbours of one unit share it. */
export function readingsInWords(readings: CheckIn['readings'], locale: string): string {
  const groups: { unit: string; values: string[] }[] = [];
  for (const { value, unit } of readings) {
    const last = groups.at(-1);
    if (last?.unit === unit) last.values.push(formatNumber(value, locale));
    else groups.push({ unit, values: [formatNumber(value, locale)] });
  }
  return groups.map(({ unit, values }) => `${values.join('/')} ${unitLabel(unit)}`.trim()).join(' · ');
}
