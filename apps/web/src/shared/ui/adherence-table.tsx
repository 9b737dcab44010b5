import { Trans, useLingui } from '@lingui/react/macro';
import { formatDate } from '../lib/format.ts';
import type { AdherenceDay, DayAdherence } from './adherence-cell.ts';

interface AdherenceTableProps {
  days: readonly AdherenceDay[];
  locale: string;
  say: (adherence: DayAdherence) => string;
}

/** The heatmap's days as a table, the latest first. */
export function AdherenceTable({ days, locale, say }: AdherenceTableProps) {
  const { t } = useLingui();
  return (
    <table aria-label={t`Adherence by day`} className="w-full max-w-96 text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="py-1.5 text-start font-medium">
            <Trans>Date</Trans>
          </th>
          <th scope="col" className="py-1.5 text-end font-medium">
            <Trans>Adherence</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ date, adherence }) => (
          <tr key={date}>
            <td className="border-t border-hairline py-1.5">{formatDate(date, 'weekday', locale)}</td>
            <td className="border-t border-hairline py-1.5 text-end tabular-nums">{say(adherence)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
