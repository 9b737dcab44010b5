import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowUpCircle } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { statusWords } from '../assignment-words.ts';

/** What an assignment is and where it stands, in words. */
export function AssignmentFacts({ assignment }: { assignment: AssignmentSummary }) {
  const { i18n } = useLingui();
  const { status, protocolDay, durationDays, version, newestVersion, stopReason } = assignment;
  const { label, tone } = statusWords[status];
  const isOpen = status === 'scheduled' || status === 'active' || status === 'paused';
  return (
    <div className="min-w-0">
      <p dir="auto" className="font-medium [overflow-wrap:anywhere]">
        {assignment.title}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted tabular-nums">
        <Badge tone={tone}>{i18n._(label)}</Badge>
        {protocolDay === null ? (
          <AssignmentDates assignment={assignment} />
        ) : (
          <Trans>
            Day {protocolDay} of {durationDays}
          </Trans>
        )}
        <span>
          <Trans>Version {version}</Trans>
        </span>
        {isOpen && newestVersion > version && (
          <Badge tone="accent" icon={<ArrowUpCircle aria-hidden="true" />}>
            <Trans>{newestVersion} is out</Trans>
          </Badge>
        )}
      </p>
      {stopReason && (
        <p dir="auto" className="mt-1 text-sm text-muted">
          {stopReason}
        </p>
      )}
    </div>
  );
}

function AssignmentDates({ assignment: { status, startDate, lastDate } }: { assignment: AssignmentSummary }) {
  const locale = useLocale();
  if (status === 'scheduled') {
    const on = formatDate(startDate, 'short', locale);
    return <Trans>Starts on {on}</Trans>;
  }
  if (lastDate === null || status === 'paused') return null;
  const on = formatDate(lastDate, 'short', locale);
  return <Trans>Ended on {on}</Trans>;
}
