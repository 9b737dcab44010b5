import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { clientQuery } from '../api/get-client.ts';
import type { ClientView } from '../client-tabs.ts';
import { ClientActions } from './client-actions.tsx';
import { ClientCheckIns } from './client-check-ins.tsx';
import { ClientHeader } from './client-header.tsx';
import { ClientOverview } from './client-overview.tsx';
import { ClientRecord } from './client-record.tsx';
import { OverviewSkeleton } from './client-skeletons.tsx';

interface ClientScreenProps {
  clientId: string;
  view: ClientView;
  onViewChange: (view: ClientView) => void;
  back: ReactNode;
  /** The way to assign a protocol to this client. */
  assign: ReactNode;
  flags?: ReactNode;
  /** Keeps an error within the part of the screen that it belongs to. */
  guard: (content: ReactNode) => ReactNode;
}

/** A client's record: who they are above, and below what the chosen tab shows of them. */
export function ClientScreen({
  clientId,
  view,
  onViewChange,
  back,
  assign,
  flags,
  guard,
}: ClientScreenProps) {
  const { t } = useLingui();
  const { data: client } = useSuspenseQuery(clientQuery(clientId));
  const isArchived = client.archivedAt !== null;
  const onPeriodChange = (period: ClientView['period']) => onViewChange({ ...view, period });
  return (
    <>
      <ClientHeader client={client} back={back} flags={flags} actions={<ClientActions client={client} />} />
      <div className="mx-auto max-w-6xl px-4 pt-3 pb-10 sm:px-8">
        {isArchived && (
          <Banner>
            <Trans>This client is archived: everything can be read, nothing changed.</Trans>
          </Banner>
        )}
        <Tabs
          label={t`Parts of the record`}
          value={view.tab}
          onValueChange={(tab) => onViewChange({ ...view, tab })}
          tabs={[
            {
              value: 'overview',
              label: <Trans>Overview</Trans>,
              content: guard(
                <Suspense fallback={<OverviewSkeleton />}>
                  <ClientOverview
                    clientId={clientId}
                    period={view.period}
                    onPeriodChange={onPeriodChange}
                    assign={assign}
                    isArchived={isArchived}
                  />
                </Suspense>,
              ),
            },
            {
              value: 'check-ins',
              label: <Trans>Check-ins</Trans>,
              content: guard(
                <ClientCheckIns client={client} period={view.period} onPeriodChange={onPeriodChange} />,
              ),
            },
            {
              value: 'record',
              label: <Trans>Record</Trans>,
              content: guard(<ClientRecord client={client} />),
            },
          ]}
        />
      </div>
    </>
  );
}
