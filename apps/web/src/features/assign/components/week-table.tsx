import { Trans, useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { utcDateOf } from '../../../shared/lib/clock.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { amountWords } from '../../../shared/lib/protocol-words.ts';
import { slotWords } from '../../../shared/lib/schedule-words.ts';
import type { WeekPreview } from '../week-preview.ts';

/** The first week: what is due on which day. */
export function WeekTable({ week }: { week: WeekPreview }) {
  const { t } = useLingui();
  const locale = useLocale();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const bySlot = Map.groupBy(week.rows, ({ slot }) => slot);
  return (
    <div className="rounded-xl border border-hairline bg-surface">
      <table className="w-full table-fixed border-separate border-spacing-0 text-body">
        <caption className="sr-only">
          <Trans>What is due in the first week</Trans>
        </caption>
        <thead>
          <tr className="max-md:grid max-md:grid-cols-7 max-md:px-2">
            <th
              scope="col"
              className="px-4 py-2 text-start text-xs font-medium text-muted md:w-[40%] max-md:sr-only"
            >
              <Trans>Activity</Trans>
            </th>
            {week.dates.map((date, index) => (
              <th key={date} scope="col" className="px-0.5 py-2 text-center text-xs font-medium text-muted">
                <span className="block">{weekday.format(utcDateOf(date))}</span>
                <span className="block text-ink tabular-nums">{formatDate(date, 'day', locale)}</span>
                <span className="block max-md:sr-only">{t`Day ${index + 1}`}</span>
              </th>
            ))}
          </tr>
        </thead>
        {[...bySlot].map(([slot, rows]) => (
          <tbody key={slot}>
            <tr className="max-md:block">
              <th
                scope="rowgroup"
                colSpan={week.dates.length + 1}
                className="border-t border-hairline bg-sunken px-4 py-1.5 text-start text-sm font-semibold first-letter:uppercase max-md:block"
              >
                {slotWords(slot, locale)}
              </th>
            </tr>
            {rows.map(({ activity, dates }) => {
              const amount = amountWords({ ...activity, measures: undefined }, locale);
              return (
                <tr key={activity.id} className="max-md:grid max-md:grid-cols-7 max-md:px-2 max-md:pb-2">
                  <th
                    scope="row"
                    className="border-t border-hairline px-4 py-2 text-start font-normal wrap-anywhere max-md:col-span-7 max-md:-mx-2"
                  >
                    <span dir="auto">{activity.title}</span>
                    {amount && <span className="block text-sm text-muted">{amount}</span>}
                  </th>
                  {week.dates.map((date) => (
                    <td key={date} className="border-hairline text-center md:border-t">
                      {dates.has(date) ? (
                        <>
                          <Check aria-hidden="true" className="mx-auto size-4.5 text-accent" />
                          <span className="sr-only">{t`due`}</span>
                        </>
                      ) : (
                        <Fragment>
                          <span aria-hidden="true" className="text-muted">
                            ·
                          </span>
                          <span className="sr-only">{t`not due`}</span>
                        </Fragment>
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
      {week.rows.length === 0 && (
        <p className="border-t border-hairline px-4 py-6 text-center text-body text-muted">
          <Trans>Nothing is due in the first week.</Trans>
        </p>
      )}
      {week.asNeeded.length > 0 && (
        <p className="border-t border-hairline px-4 py-3 text-body">
          <span className="font-medium">
            <Trans>As needed:</Trans>
          </span>{' '}
          {week.asNeeded.map(({ title }) => title).join(', ')}
        </p>
      )}
    </div>
  );
}
