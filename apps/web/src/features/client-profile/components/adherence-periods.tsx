import type { AdherenceAnswer, AdherenceReport } from '@healthprotocol/contracts/adherence';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber, formatPercent } from '../../../shared/lib/format.ts';

/** Adherence over four periods, each with one of its three answers, and how it is counted. */
export function AdherencePeriods({ report }: { report: AdherenceReport }) {
  const { t } = useLingui();
  const periods: [string, AdherenceAnswer][] = [
    [t`7 days`, report.days7],
    [t`30 days`, report.days30],
    [t`90 days`, report.days90],
    [t`In all`, report.all],
  ];
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
        {periods.map(([label, answer]) => (
          <div key={label}>
            <dt className="text-sm text-muted">{label}</dt>
            <dd>
              <Answer answer={answer} />
            </dd>
          </div>
        ))}
      </dl>
      {report.streakDays > 0 && (
        <p className="text-body">
          <Plural
            value={report.streakDays}
            one="# day in a row on which everything due was done."
            other="# days in a row on which everything due was done."
          />
        </p>
      )}
      <p className="max-w-[70ch] text-sm text-muted">
        <Trans>
          What you did divided by what was due so far. Partly done counts by its share. As-needed activities,
          paused days and what your clinician told you to leave out are not counted.
        </Trans>
      </p>
    </>
  );
}

function Answer({ answer }: { answer: AdherenceAnswer }) {
  const locale = useLocale();
  if (answer.kind === 'nothing_due') {
    return (
      <span className="block pt-1 text-body">
        <Trans>Nothing was due</Trans>
      </span>
    );
  }
  const due = formatNumber(answer.due, locale, 0);
  if (answer.kind === 'no_data') {
    return (
      <>
        <span className="block pt-1 text-body">
          <Trans>No answers yet</Trans>
        </span>
        <span className="block text-sm text-muted">
          <Trans>{due} were due</Trans>
        </span>
      </>
    );
  }
  const done = formatNumber(answer.done, locale, 1);
  return (
    <>
      <span className="block text-xl font-semibold tabular-nums">
        {formatPercent(answer.percent / 100, locale)}
      </span>
      <span className="block text-sm text-muted tabular-nums">
        <Trans>
          {done} of {due}
        </Trans>
      </span>
    </>
  );
}
