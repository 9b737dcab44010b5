import type { AdherenceAnswer, AdherenceReport } from '@healthprotocol/contracts/adherence';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Flame } from 'lucide-react';
import { useId } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { AdherenceText } from '../../../shared/ui/adherence-text.tsx';
import { type ClientPeriod, periods } from '../client-periods.ts';
import { periodWords } from '../period-words.ts';

interface AdherencePeriodsProps {
  report: AdherenceReport;
  period: ClientPeriod;
  onPeriodChange: (period: ClientPeriod) => void;
}

/** Adherence by period; the chosen one is the period of everything else on the record. */
export function AdherencePeriods({ report, period, onPeriodChange }: AdherencePeriodsProps) {
  const { i18n, t } = useLingui();
  const locale = useLocale();
  const name = useId();
  return (
    <fieldset className="grid grid-cols-2 gap-2 sm:grid-cols-5">
      <legend className="sr-only">{t`Adherence by period`}</legend>
      {periods.map((value) => (
        <label
          key={value}
          className="flex cursor-pointer flex-col rounded-lg border border-hairline bg-surface px-4 py-3 transition-colors duration-100 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            checked={value === period}
            onChange={() => onPeriodChange(value)}
            className="sr-only"
          />
          <span className="text-sm text-muted">{i18n._(periodWords[value])}</span>
          <span className="text-lg font-semibold">
            <AdherenceText answer={report[value]} locale={locale} />
          </span>
          <span className="text-xs text-muted tabular-nums">
            <CountedText answer={report[value]} />
          </span>
        </label>
      ))}
      <div className="flex flex-col rounded-lg border border-hairline bg-surface px-4 py-3 max-sm:col-span-2">
        <span className="flex items-center gap-1 text-sm text-muted">
          <Flame aria-hidden="true" className="size-4" />
          <Trans>Streak</Trans>
        </span>
        <span className="text-lg font-semibold tabular-nums">
          <Plural value={report.streakDays} one="# day" other="# days" />
        </span>
        <span className="text-xs text-muted">
          <Trans>Everything due was done</Trans>
        </span>
      </div>
    </fieldset>
  );
}

function CountedText({ answer }: { answer: AdherenceAnswer }) {
  const locale = useLocale();
  if (answer.kind === 'nothing_due') return <>&nbsp;</>;
  const due = formatNumber(answer.due, locale, 1);
  if (answer.kind === 'no_data') return <Trans>{due} due</Trans>;
  const done = formatNumber(answer.done, locale, 1);
  return (
    <Trans>
      {done} of {due}
    </Trans>
  );
}
