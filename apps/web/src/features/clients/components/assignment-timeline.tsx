import type { AdherenceReport } from '@healthprotocol/contracts/adherence';
import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { utcDateOf } from '../../../shared/lib/clock.ts';
import type { ClientPeriod } from '../client-periods.ts';
import { axisOf, monthTicks, shareOf } from '../timeline-axis.ts';
import { AssignmentBar } from './assignment-bar.tsx';
import { AssignmentFacts } from './assignment-facts.tsx';

interface AssignmentTimelineProps {
  assignments: readonly AssignmentSummary[];
  report: AdherenceReport;
  period: ClientPeriod;
  menu: (assignment: AssignmentSummary) => ReactNode;
}

const rowGrid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 lg:grid-cols-[17rem_minmax(0,1fr)_2.25rem]';

/** Assignments over one axis of dates, the newest start first. */
export function AssignmentTimeline({ assignments, report, period, menu }: AssignmentTimelineProps) {
  const locale = useLocale();
  const { today } = report;
  const axis = axisOf(assignments, today);
  const answers = new Map(report.assignments.map((answer) => [answer.assignmentId, answer[period]]));
  const monthOf = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  return (
    <div className="rounded-lg border border-hairline bg-surface px-4 pt-3 pb-1">
      <div aria-hidden="true" className={`${rowGrid} max-lg:hidden`}>
        <span />
        <span className="relative h-5 text-xs text-muted">
          {monthTicks(axis).map((date) => (
            <span
              key={date}
              className="absolute top-0 border-s border-hairline ps-1"
              style={{ insetInlineStart: `${shareOf(date, axis) * 100}%` }}
            >
              {monthOf.format(utcDateOf(date))}
            </span>
          ))}
        </span>
      </div>
      <ul className="divide-y divide-hairline">
        {assignments.map((assignment) => (
          <li key={assignment.id} className={`${rowGrid} py-3`}>
            <AssignmentFacts assignment={assignment} />
            <div className="max-lg:order-1 max-lg:col-span-2">
              <AssignmentBar
                assignment={assignment}
                adherence={answers.get(assignment.id) ?? assignment.adherence}
                axis={axis}
                today={today}
              />
            </div>
            {menu(assignment)}
          </li>
        ))}
      </ul>
    </div>
  );
}
