import type { ProtocolSummary } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ClipboardList, Plus, SearchX } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { type LibraryFilter, protocolsQuery } from '../api/get-protocols.ts';
import { libraryColumns } from './library-columns.tsx';
import { LibraryFilters } from './library-filters.tsx';
import { NewProtocolDialog } from './new-protocol-dialog.tsx';

interface ProtocolLibraryProps {
  filter: LibraryFilter;
  onFilterChange: (filter: LibraryFilter) => void;
  titleLink: (protocol: ProtocolSummary) => ReactNode;
  onOpen: (protocol: ProtocolSummary) => void;
  onCreated: (protocolId: string) => void;
  /** Set when a protocol is being chosen for somebody: what the screen says then. */
  choosing?: { title: string; description: ReactNode; above: ReactNode } | undefined;
}

/** All protocols of the organization, to be searched, opened and started. */
export function ProtocolLibrary({
  filter,
  onFilterChange,
  titleLink,
  onOpen,
  onCreated,
  choosing,
}: ProtocolLibraryProps) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const [creating, setCreating] = useState(false);
  const [typed, setTyped] = useTypedSearch(filter, onFilterChange);
  const { data, isPending, isFetchingNextPage, hasNextPage, fetchNextPage } = useInfiniteQuery(
    protocolsQuery(choosing ? { ...filter, status: 'published' } : filter),
  );
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const columns = useMemo(() => libraryColumns(i18n, locale, titleLink), [i18n, locale, titleLink]);
  const isNarrowed = filter.category !== undefined || (filter.status !== undefined && !choosing);
  const newProtocol = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" className="size-4.5" />}
      onClick={() => setCreating(true)}
    >
      <Trans>New protocol</Trans>
    </Button>
  );

  return (
    <div className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8">
      <ScreenHeader
        title={choosing?.title ?? t`Protocols`}
        description={choosing?.description}
        above={choosing?.above}
        actions={!choosing && newProtocol}
      />
      <div className="mt-6">
        <DataTable
          label={t`Protocols`}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowLabel={({ title }) => title}
          onOpen={onOpen}
          serverSearch={{ value: typed, onChange: setTyped }}
          searchLabel={t`Search by title or tag`}
          filters={<LibraryFilters filter={filter} onChange={onFilterChange} withStatus={!choosing} />}
          paging={{
            hasMore: hasNextPage,
            loading: isFetchingNextPage,
            onLoadMore: () => void fetchNextPage(),
          }}
          loading={isPending}
          exportable={!choosing}
          empty={
            isNarrowed ? (
              <EmptyState
                icon={<SearchX className="size-6" />}
                title={<Trans>No protocol of this kind</Trans>}
                action={
                  <Button onClick={() => onFilterChange({ search: filter.search })}>
                    <Trans>Show all protocols</Trans>
                  </Button>
                }
              />
            ) : choosing ? (
              <EmptyState
                icon={<ClipboardList className="size-6" />}
                title={<Trans>No protocol is published yet</Trans>}
              >
                <Trans>Only published protocols can be assigned.</Trans>
              </EmptyState>
            ) : (
              <EmptyState
                icon={<ClipboardList className="size-6" />}
                title={<Trans>No protocols yet</Trans>}
                action={newProtocol}
              >
                <Trans>
                  Write your first protocol: what a client does, on which days and at what time. You can try
                  it day by day before anybody gets it.
                </Trans>
              </EmptyState>
            )
          }
        />
      </div>
      {creating && <NewProtocolDialog onClose={() => setCreating(false)} onCreated={onCreated} />}
    </div>
  );
}

/** What is typed shows at once; the address, and with it the request, follows when typing pauses. */
function useTypedSearch(filter: LibraryFilter, onFilterChange: (filter: LibraryFilter) => void) {
  const [typed, setTyped] = useState(filter.search ?? '');
  useEffect(() => {
    if (typed === (filter.search ?? '')) return;
    const timer = setTimeout(() => onFilterChange({ ...filter, search: typed || undefined }), 200);
    return () => clearTimeout(timer);
  }, [typed, filter, onFilterChange]);
  return [typed, setTyped] as const;
}
