import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Archive, UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '../../../shared/ui/button.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { type ClientFilter, clientsQuery } from '../api/list-clients.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { type ClientLink, useClientColumns } from './client-columns.tsx';

const loadNewClientDialog = () => import('./new-client-dialog.tsx');
const NewClientDialog = lazy(async () => ({ default: (await loadNewClientDialog()).NewClientDialog }));

interface ClientListProps {
  filter: ClientFilter;
  onFilterChange: (filter: ClientFilter) => void;
  clientLink: ClientLink;
  onOpen: (clientId: string) => void;
}

export function ClientList({ filter, onFilterChange, clientLink, onOpen }: ClientListProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(filter.search);
  const [creating, setCreating] = useState(false);
  const search = useDebounced(typed);
  useEffect(() => {
    if (search !== filter.search) onFilterChange({ ...filter, search });
  }, [search, filter, onFilterChange]);

  const columns = useClientColumns(clientLink);
  const list = useInfiniteQuery(clientsQuery(filter));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isArchive = filter.status === 'archived';
  const newClient = (
    <Button
      variant="primary"
      icon={<UserPlus aria-hidden="true" className="size-5" />}
      onPointerEnter={() => void loadNewClientDialog()}
      onClick={() => setCreating(true)}
    >
      <Trans>New client</Trans>
    </Button>
  );

  return (
    <div className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8">
      <ScreenHeader title={t`Clients`} actions={newClient} />
      <div className="mt-6">
        <DataTable
          label={isArchive ? t`Archived clients` : t`Clients`}
          columns={columns}
          rows={rows}
          rowId={(client) => client.id}
          rowLabel={(client) => client.name}
          onOpen={(client) => onOpen(client.id)}
          serverSearch={{ value: typed, onChange: setTyped }}
          searchLabel={t`Search by name or e-mail`}
          filters={
            <Select
              aria-label={t`Which clients`}
              value={filter.status}
              onChange={(event) =>
                onFilterChange({
                  ...filter,
                  status: event.target.value === 'archived' ? 'archived' : 'current',
                })
              }
            >
              <option value="current">{t`Current`}</option>
              <option value="archived">{t`Archived`}</option>
            </Select>
          }
          paging={{
            hasMore: list.hasNextPage,
            loading: list.isFetchingNextPage,
            onLoadMore: () => void list.fetchNextPage(),
          }}
          exportable
          loadAll={async () => {
            let page = await list.fetchNextPage({ cancelRefetch: false });
            while (page.hasNextPage && !page.isError) page = await list.fetchNextPage();
            return page.data?.pages.flatMap(({ items }) => items) ?? rows;
          }}
          loading={list.isPending || list.isPlaceholderData}
          empty={
            isArchive ? (
              <EmptyState
                icon={<Archive className="size-5" />}
                title={<Trans>Nobody is archived</Trans>}
                action={
                  <Button onClick={() => onFilterChange({ ...filter, status: 'current' })}>
                    <Trans>Show current clients</Trans>
                  </Button>
                }
              >
                <Trans>Clients whom you put away appear here, with everything recorded about them.</Trans>
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Users className="size-5" />}
                title={<Trans>No clients yet</Trans>}
                action={newClient}
              >
                <Trans>Create the first one; an e-mail address can follow when they want to sign in.</Trans>
              </EmptyState>
            )
          }
        />
      </div>
      {creating && (
        <Suspense>
          <NewClientDialog onClose={() => setCreating(false)} onCreated={onOpen} />
        </Suspense>
      )}
    </div>
  );
}
