import type { ProtocolSummary } from '@healthprotocol/contracts/protocols';
import type { I18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../shared/lib/format.ts';
import { categoryNames } from '../../../shared/lib/protocol-words.ts';
import type { DataTableColumn } from '../../../shared/ui/data-table/data-table-column.ts';
import { ProtocolBadges } from './protocol-badges.tsx';

/** The library's columns. On a phone the first one says everything. */
export function libraryColumns(
  i18n: I18n,
  locale: string,
  titleLink: (protocol: ProtocolSummary) => ReactNode,
): DataTableColumn<ProtocolSummary>[] {
  return [
    {
      id: 'title',
      header: t`Protocol`,
      value: ({ title }) => title,
      cell: (protocol) => (
        <div className="min-w-0 py-1">
          <span dir="auto" className="font-medium">
            {titleLink(protocol)}
          </span>
          <p dir="auto" className="mt-0.5 line-clamp-1 text-sm text-muted max-md:line-clamp-2">
            {protocol.description}
          </p>
          <p className="mt-1 text-sm text-muted md:hidden">
            {i18n._(categoryNames[protocol.category])} ·{' '}
            <Plural value={protocol.durationDays} one="# day" other="# days" />
            {protocol.runningAssignments > 0 && (
              <>
                {' · '}
                <Plural value={protocol.runningAssignments} one="# client" other="# clients" />
              </>
            )}
          </p>
          <div className="mt-1.5 md:hidden">
            <Badges {...protocol} />
          </div>
        </div>
      ),
      width: '38%',
    },
    {
      id: 'category',
      header: t`Category`,
      value: ({ category }) => i18n._(categoryNames[category]),
      wideOnly: true,
    },
    {
      id: 'state',
      header: t`State`,
      value: ({ status, latestVersion }) =>
        status === 'published'
          ? t`Version ${latestVersion ?? 1}`
          : status === 'draft'
            ? t`Draft`
            : t`Retired`,
      cell: (protocol) => <Badges {...protocol} />,
      wideOnly: true,
    },
    {
      id: 'length',
      header: t`Days`,
      value: ({ durationDays }) => durationDays,
      align: 'end',
      width: '4.5rem',
      wideOnly: true,
    },
    {
      id: 'activities',
      header: t`Activities`,
      value: ({ activityCount }) => activityCount,
      align: 'end',
      width: '6rem',
      wideOnly: true,
    },
    {
      id: 'running',
      header: t`Followed by`,
      value: ({ runningAssignments }) => runningAssignments,
      cell: ({ runningAssignments }) =>
        runningAssignments === 0 ? (
          <span className="text-muted">
            <Trans>nobody</Trans>
          </span>
        ) : (
          formatNumber(runningAssignments, locale)
        ),
      align: 'end',
      width: '7rem',
      wideOnly: true,
    },
  ];
}

function Badges({ status, latestVersion, hasDraft, fromLibrary }: ProtocolSummary) {
  return (
    <ProtocolBadges
      status={status}
      latestVersion={latestVersion}
      hasDraft={hasDraft}
      fromLibrary={fromLibrary}
    />
  );
}
