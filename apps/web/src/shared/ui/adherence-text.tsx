import type { AdherenceAnswer } from '@healthprotocol/contracts/adherence';
import { Trans, useLingui } from '@lingui/react/macro';
import { formatNumber, formatPercent } from '../lib/format.ts';

/** Adherence in words: nothing was due, no data, or a percentage; never a zero for what is not known. */
export function AdherenceText({ answer, locale }: { answer: AdherenceAnswer; locale: string }) {
  const { t } = useLingui();
  if (answer.kind === 'nothing_due') {
    return (
      <span className="text-muted">
        <Trans>Nothing due</Trans>
      </span>
    );
  }
  if (answer.kind === 'no_data') {
    return (
      <span className="text-muted">
        <Trans>No data</Trans>
      </span>
    );
  }
  const done = formatNumber(answer.done, locale, 1);
  const due = formatNumber(answer.due, locale, 1);
  return (
    <span className="tabular-nums" title={t`${done} of ${due} due`}>
      {formatPercent(answer.percent / 100, locale)}
    </span>
  );
}
