import type { AttentionReason } from '@healthprotocol/contracts/today';
import { Plural, Trans } from '@lingui/react/macro';
import { Activity, CalendarClock, MessageSquareWarning, TrendingDown, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate, formatNumber, formatPercent } from '../../../shared/lib/format.ts';
import { unitLabel } from '../../../shared/lib/unit-label.ts';

export const reasonIcons: Record<AttentionReason['kind'], typeof Activity> = {
  adherence_dropped: TrendingDown,
  silent: UserRoundX,
  out_of_target: Activity,
  side_effect: MessageSquareWarning,
  ends_soon: CalendarClock,
};

/** Why a client is here, in one sentence with its figures. */
export function ReasonLine({ reason }: { reason: AttentionReason }) {
  const Icon = reasonIcons[reason.kind];
  const isQuiet = reason.kind === 'ends_soon';
  return (
    <li className="flex gap-2 text-body">
      <Icon
        aria-hidden="true"
        className={`mt-0.5 size-5 shrink-0 ${isQuiet ? 'text-muted' : 'text-attention'}`}
      />
      <span className="min-w-0 tabular-nums">
        <ReasonText reason={reason} />
      </span>
    </li>
  );
}

export function ReasonText({ reason }: { reason: AttentionReason }): ReactNode {
  const locale = useLocale();
  const day = (date: string) => formatDate(date, 'short', locale);
  const percent = (value: number) => formatPercent(value / 100, locale);
  switch (reason.kind) {
    case 'adherence_dropped': {
      const from = percent(reason.fromPercent);
      const to = percent(reason.toPercent);
      return (
        <Trans>
          Adherence {from} → {to} in {reason.days} days
        </Trans>
      );
    }
    case 'silent':
      if (reason.lastCheckInDate === null) {
        return (
          <Plural
            value={reason.days}
            one="No check-in yet, since # day"
            other="No check-in yet, for # days"
          />
        );
      }
      return <Plural value={reason.days} one="No check-in for # day" other="No check-in for # days" />;
    case 'out_of_target': {
      const unit = unitLabel(reason.unit);
      const value = formatNumber(reason.value, locale);
      const measure = reason.measure;
      const times = <Plural value={reason.times} one="once" other="# times" />;
      const target = targetText(reason, locale);
      return (
        <Trans>
          {measure} {value} {unit}, target {target}, {times} in 7 days
        </Trans>
      );
    }
    case 'side_effect': {
      const on = day(reason.date);
      return (
        <Trans>
          Skipped because of a side effect: {reason.activityTitle}, {on}
        </Trans>
      );
    }
    case 'ends_soon': {
      const on = day(reason.lastDate);
      return (
        <Trans>
          {reason.protocolTitle} ends on {on}
        </Trans>
      );
    }
  }
}

function targetText(
  { targetLow, targetHigh }: { targetLow?: number | undefined; targetHigh?: number | undefined },
  locale: string,
): string {
  if (targetLow !== undefined && targetHigh !== undefined) {
    return `${formatNumber(targetLow, locale)}–${formatNumber(targetHigh, locale)}`;
  }
  if (targetHigh !== undefined) return `≤ ${formatNumber(targetHigh, locale)}`;
  return `≥ ${formatNumber(targetLow ?? 0, locale)}`;
}
