import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { CircleCheck, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { practitionerTodayQuery } from '../api/get-practitioner-today.ts';
import { AttentionList } from './attention-list.tsx';
import { PendingNote } from './pending-note.tsx';
import { WeekList } from './week-list.tsx';

interface PractitionerTodayProps {
  clientLink: (clientId: string, name: ReactNode) => ReactNode;
  /** What to do while nobody follows anything. */
  firstSteps: ReactNode;
}

export function PractitionerToday({ clientLink, firstSteps }: PractitionerTodayProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const { data } = useSuspenseQuery(practitionerTodayQuery);
  const { attention, starts, ends, followingClients, checkedInToday, pendingClients } = data;
  const moreAttention = data.attentionTotal - attention.length;
  return (
    <div className="mx-auto max-w-5xl px-4 py-6 sm:px-8 sm:py-8">
      <ScreenHeader
        title={t`Today`}
        above={formatDate(todayIn(), 'long', locale)}
        description={
          followingClients > 0 && (
            <span className="tabular-nums">
              <Trans>
                {checkedInToday} of {followingClients} clients who follow a protocol checked in today.
              </Trans>
            </span>
          )
        }
      />
      <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="attention-heading" className="min-w-0">
          <h2 id="attention-heading" className="text-sm font-semibold text-muted">
            <Trans>Needs attention ({data.attentionTotal})</Trans>
          </h2>
          <PendingNote clients={pendingClients} />
          <div className="mt-2">
            {attention.length > 0 ? (
              <>
                <AttentionList items={attention} clientLink={clientLink} />
                {moreAttention > 0 && (
                  <p className="mt-2 text-sm text-muted">
                    <Plural
                      value={moreAttention}
                      one="# more client needs attention, less urgently than these."
                      other="# more clients need attention, less urgently than these."
                    />
                  </p>
                )}
              </>
            ) : pendingClients > 0 ? null : followingClients > 0 ? (
              <EmptyState
                icon={<CircleCheck className="size-6" />}
                title={<Trans>Nobody needs anything now</Trans>}
              >
                <Trans>
                  Clients appear here when adherence drops, nothing comes in, or a value is out of target.
                </Trans>
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Users className="size-6" />}
                title={<Trans>Nobody follows a protocol yet</Trans>}
                action={firstSteps}
              >
                <Trans>Assign a protocol to a client, and see here who needs you.</Trans>
              </EmptyState>
            )}
          </div>
        </section>
        <div className="flex min-w-0 flex-col gap-6">
          <WeekList
            title={<Trans>Starts this week</Trans>}
            empty={<Trans>Nothing starts within 7 days.</Trans>}
            changes={starts}
            more={data.startsTotal - starts.length}
            clientLink={clientLink}
          />
          <WeekList
            title={<Trans>Ends this week</Trans>}
            empty={<Trans>Nothing ends within 7 days.</Trans>}
            changes={ends}
            more={data.endsTotal - ends.length}
            clientLink={clientLink}
          />
        </div>
      </div>
    </div>
  );
}
