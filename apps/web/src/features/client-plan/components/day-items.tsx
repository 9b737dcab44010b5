import type { NamedPlan } from '@healthprotocol/domain/named-activities';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate, formatNumber } from '../../../shared/lib/format.ts';
import { amountWords } from '../../../shared/lib/protocol-words.ts';
import { slotWords } from '../../../shared/lib/schedule-words.ts';

interface DayItemsProps {
  day: NamedPlan['days'][number];
  today: string;
}

/** Everything due on one day, in its order. */
export function DayItems({ day, today }: DayItemsProps) {
  const locale = useLocale();
  const slots = [...Map.groupBy(day.items, ({ slot }) => slot)];
  const isToday = day.date === today;
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-sm font-semibold">
          {formatDate(day.date, 'heading', locale)}
          {isToday && (
            <span className="font-normal text-accent-ink">
              {' · '}
              <Trans>today</Trans>
            </span>
          )}
        </h3>
        {day.date <= today && day.total > 0 && (
          <span className="text-sm text-muted">
            <Trans>
              {formatNumber(day.done, locale, 1)} of {day.total} done
            </Trans>
          </span>
        )}
      </div>
      {slots.length === 0 ? (
        <p className="rounded-lg border border-dashed border-hairline px-4 py-3 text-sm text-muted">
          {day.total > 0 ? <Trans>Nothing more is due.</Trans> : <Trans>Nothing is due.</Trans>}
        </p>
      ) : (
        <dl className="rounded-lg border border-hairline bg-surface">
          {slots.map(([slot, items]) => (
            <div key={slot} className="flex gap-3 border-b border-hairline px-4 py-3 last:border-b-0">
              <dt className="w-20 shrink-0 text-sm text-muted first-letter:uppercase">
                {slotWords(slot, locale)}
              </dt>
              <dd className="min-w-0 flex-1">
                <ul className="flex flex-col gap-1.5">
                  {items.map((item) => (
                    <li key={`${item.assignmentId}/${item.activityId}`} className="text-body wrap-anywhere">
                      <bdi>{item.title}</bdi>
                      <span className="block text-sm text-muted">{amountWords(item, locale)}</span>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isToday && day.items.length > 0 && (
        <p className="mt-2">
          <Link
            to="/me/today"
            className="inline-flex min-h-11 items-center font-medium text-accent-ink underline underline-offset-4"
          >
            <Trans>Check off today</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}
