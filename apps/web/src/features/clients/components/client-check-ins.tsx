import type { Client } from '@healthprotocol/contracts/clients';
import { localDateOf } from '@healthprotocol/domain/local-date';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { MessageSquareText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { now } from '../../../shared/lib/clock.ts';
import { formatDate, formatRelativeDay } from '../../../shared/lib/format.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { clientAssignmentsQuery } from '../api/list-client-assignments.ts';
import { clientCheckInsQuery } from '../api/list-client-check-ins.ts';
import { streamOf } from '../check-in-stream.ts';
import { type ClientPeriod, periodStart, periods } from '../client-periods.ts';
import { useActivities } from '../hooks/use-activities.ts';
import { periodWords } from '../period-words.ts';
import { CheckInLine } from './check-in-line.tsx';
import { LinesSkeleton } from './client-skeletons.tsx';

interface ClientCheckInsProps {
  client: Client;
  period: ClientPeriod;
  onPeriodChange: (period: ClientPeriod) => void;
}

/** Everything the client said in the period, newest first. */
export function ClientCheckIns({ client, period, onPeriodChange }: ClientCheckInsProps) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const [assignmentId, setAssignmentId] = useState('');
  const { timeZone } = client;
  const today = localDateOf(now(), timeZone, client.dayStartHour);
  const assignments =
    useQuery({ ...clientAssignmentsQuery(client.id), throwOnError: false }).data?.items ?? [];
  const list = useInfiniteQuery(
    clientCheckInsQuery(client.id, {
      assignmentId: assignmentId || undefined,
      from: periodStart(period, today),
    }),
  );
  const checkIns = list.data?.pages.flatMap((page) => page.items) ?? [];
  const activityOf = useActivities([...new Set(checkIns.map((checkIn) => checkIn.assignmentId))]);

  return (
    <div>
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          aria-label={t`Period`}
          value={period}
          onChange={(event) => onPeriodChange(periods.find((one) => one === event.target.value) ?? 'days30')}
        >
          {periods.map((value) => (
            <option key={value} value={value}>
              {i18n._(periodWords[value])}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t`Protocol`}
          value={assignmentId}
          onChange={(event) => setAssignmentId(event.target.value)}
          className="max-w-72"
        >
          <option value="">{t`All protocols`}</option>
          {assignments.map(({ id, title, startDate }) => (
            <option key={id} value={id}>
              {`${title}, ${formatDate(startDate, 'short', locale)}`}
            </option>
          ))}
        </Select>
      </div>
      {list.isPending ? (
        <LinesSkeleton />
      ) : checkIns.length === 0 ? (
        <EmptyState
          icon={<MessageSquareText className="size-5" />}
          title={<Trans>No check-ins in this period</Trans>}
        >
          <Trans>Choose a longer period, or record what the client tells you.</Trans>
        </EmptyState>
      ) : (
        <div aria-busy={list.isPlaceholderData || undefined} className="flex flex-col gap-5">
          {streamOf(checkIns, timeZone).map(({ date, entries }) => (
            <section key={date} aria-label={formatDate(date, 'long', locale)}>
              <h2 className="mb-1.5 text-sm font-semibold text-muted first-letter:uppercase">
                {formatRelativeDay(date, today, locale)}
              </h2>
              <ul className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
                {entries.map((entry) => (
                  <CheckInLine
                    key={entry.checkIn.id}
                    entry={entry}
                    activity={activityOf(entry.checkIn.assignmentId, entry.checkIn.activityId)}
                    timeZone={timeZone}
                  />
                ))}
              </ul>
            </section>
          ))}
          {list.hasNextPage && (
            <MoreOnSight busy={list.isFetchingNextPage} onSight={() => void list.fetchNextPage()} />
          )}
        </div>
      )}
    </div>
  );
}

/** Asks for the next page as the reader comes near it; the button is for everybody else. */
function MoreOnSight({ busy, onSight }: { busy: boolean; onSight: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (busy || !place.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSight(), {
      rootMargin: '400px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [busy, onSight]);
  return (
    <div ref={place} className="flex justify-center">
      <Button variant="quiet" busy={busy} onClick={onSight}>
        <Trans>Load more</Trans>
      </Button>
    </div>
  );
}
