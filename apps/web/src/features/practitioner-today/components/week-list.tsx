import type { PractitionerToday } from '@healthprotocol/contracts/today';
import { Plural } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';

interface WeekListProps {
  title: ReactNode;
  /** Said when the list is empty. */
  empty: ReactNode;
  changes: PractitionerToday['starts'];
  /** How many come later than these and are not among them. */
  more: number;
  clientLink: (clientId: string, name: ReactNode) => ReactNode;
}

/** What starts or ends within the week, soonest first. */
export function WeekList({ title, empty, changes, more, clientLink }: WeekListProps) {
  const locale = useLocale();
  return (
    <section>
      <h2 className="text-sm font-semibold text-muted">{title}</h2>
      {changes.length === 0 ? (
        <p className="mt-2 text-body text-muted">{empty}</p>
      ) : (
        <ul className="mt-2 divide-y divide-hairline rounded-lg border border-hairline bg-surface">
          {changes.map((change) => (
            <li
              key={`${change.assignmentId}-${change.date}`}
              className="relative flex items-baseline gap-3 px-4 py-2.5 hover:bg-hover"
            >
              <span className="w-24 shrink-0 text-sm text-muted tabular-nums">
                {formatDate(change.date, 'weekday', locale)}
              </span>
              <span className="min-w-0">
                <span dir="auto" className="font-medium">
                  {clientLink(change.clientId, change.clientName)}
                </span>
                <span className="block truncate text-sm text-muted">{change.protocolTitle}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className="mt-2 text-sm text-muted">
          <Plural value={more} one="# more, later than these." other="# more, later than these." />
        </p>
      )}
    </section>
  );
}
