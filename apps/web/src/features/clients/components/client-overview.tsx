import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQueries } from '@tanstack/react-query';
import { ClipboardList } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { AdherenceHeatmap } from '../../../shared/ui/adherence-heatmap.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { clientAdherenceQuery } from '../api/get-client-adherence.ts';
import { clientAssignmentsQuery } from '../api/list-client-assignments.ts';
import { type ClientPeriod, heatmapDaysOf } from '../client-periods.ts';
import { AdherencePeriods } from './adherence-periods.tsx';
import { AssignmentMenu } from './assignment-menu.tsx';
import { AssignmentTimeline } from './assignment-timeline.tsx';

interface ClientOverviewProps {
  clientId: string;
  period: ClientPeriod;
  onPeriodChange: (period: ClientPeriod) => void;
  /** The way to assign a protocol. */
  assign: ReactNode;
  /** Everything can be read and nothing changed. */
  isArchived: boolean;
}

/** Whether the client follows, over which period, and what. */
export function ClientOverview({
  clientId,
  period,
  onPeriodChange,
  assign,
  isArchived,
}: ClientOverviewProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const [{ data: report }, { data: assignments }] = useSuspenseQueries({
    queries: [clientAdherenceQuery(clientId), clientAssignmentsQuery(clientId)],
  });
  if (assignments.items.length === 0) {
    return (
      <EmptyState
        icon={<ClipboardList className="size-5" />}
        title={<Trans>Nothing assigned yet</Trans>}
        action={isArchived ? null : assign}
      >
        <Trans>Assign a protocol: what is due and what was done then appear here.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="adherence-heading">
        <h2 id="adherence-heading" className="mb-2 text-base font-semibold">
          <Trans>Adherence</Trans>
        </h2>
        <AdherencePeriods report={report} period={period} onPeriodChange={onPeriodChange} />
        <div className="mt-3 rounded-lg border border-hairline bg-surface p-4">
          <AdherenceHeatmap
            days={heatmapDaysOf(report)}
            locale={locale}
            formula={t`Adherence is what was done out of all that was due so far; partly done counts by its share. Slots still to come, paused days, as-needed activities and skips that a clinician asked for are left out.`}
          />
        </div>
      </section>
      <section aria-labelledby="assignments-heading">
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
          <h2 id="assignments-heading" className="text-base font-semibold">
            <Trans>Assignments</Trans>
          </h2>
          {!isArchived && assign}
        </div>
        <AssignmentTimeline
          assignments={assignments.items}
          report={report}
          period={period}
          menu={(assignment) =>
            isArchived ? <span /> : <AssignmentMenu assignment={assignment} today={report.today} />
          }
        />
      </section>
    </div>
  );
}
