import { Trans, useLingui } from '@lingui/react/macro';
import { SearchX } from 'lucide-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { toCsv } from '../../lib/csv.ts';
import { cx } from '../../lib/cx.ts';
import { downloadText } from '../../lib/download.ts';
import { Button } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Skeleton } from '../skeleton.tsx';
import { DataTableBody } from './data-table-body.tsx';
import type { DataTableColumn, DataTablePaging, DataTableSort } from './data-table-column.ts';
import { DataTableHead } from './data-table-head.tsx';
import { DataTableToolbar } from './data-table-toolbar.tsx';
import { useDataTable } from './use-data-table.ts';

export interface DataTableProps<Row extends object> {
  /** What the rows are, for screen readers and as the name of the exported file. */
  label: string;
  /** Keep both stable: at module scope, or memoised. */
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Names a row where it is selected. */
  rowLabel: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** Where the server searches, its value and setter; otherwise the loaded rows are searched here. */
  serverSearch?: { value: string; onChange: (search: string) => void };
  searchLabel?: string;
  /** Where the server sorts; required as soon as there are more rows than are loaded. */
  serverSort?: { value: DataTableSort | undefined; onChange: (sort: DataTableSort | undefined) => void };
  paging?: DataTablePaging;
  filters?: ReactNode;
  /** Makes rows selectable. */
  selectionActions?: (ids: string[], clear: () => void) => ReactNode;
  exportable?: boolean;
  /** Where rows come page by page: loads the rest, so that the file holds all that was found. */
  loadAll?: () => Promise<readonly Row[]>;
  loading?: boolean;
  /** Shown when there is nothing at all, and no search that hides it. */
  empty: ReactNode;
}

/** The one table of the app: sort, search, select, keyset paging, virtual rows, columns, keyboard, CSV. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useLingui();
  const [ownSearch, setOwnSearch] = useState('');
  const search = props.serverSearch?.value ?? ownSearch;
  const { table, sort } = useDataTable({
    columns: props.columns,
    rows: props.rows,
    rowId: props.rowId,
    search: props.serverSearch ? undefined : ownSearch,
    sort: props.serverSort?.value,
    onSortChange: props.serverSort?.onChange,
  });
  const shown = props.columns.filter((column) => table.getColumn(column.id)?.getIsVisible());
  const { rows } = table.getRowModel();
  const selected = table.getSelectedRowModel().rows.map((row) => row.id);
  const clearSelection = () => table.resetRowSelection(true);
  const selectable = props.selectionActions !== undefined;

  if (!props.loading && props.rows.length === 0 && search === '') return props.empty;

  const exportRows = async () => {
    const all = (await props.loadAll?.()) ?? rows.map((row) => row.original);
    const lines = all.map((row) => shown.map((column) => column.value(row)));
    const header = shown.map((column) => column.header);
    downloadText(`${props.label}.csv`, 'text/csv;charset=utf-8', toCsv(header, lines));
  };

  return (
    <div className="overflow-clip rounded-xl border border-hairline bg-surface">
      <DataTableToolbar
        search={search}
        searchLabel={props.searchLabel ?? t`Search`}
        onSearchChange={props.serverSearch?.onChange ?? setOwnSearch}
        filters={props.filters}
        columns={props.columns.slice(1).map((column) => ({
          id: column.id,
          header: column.header,
          shown: shown.includes(column),
          onToggle: () => table.getColumn(column.id)?.toggleVisibility(),
        }))}
        onExport={props.exportable ? () => void exportRows() : undefined}
        selectedCount={selected.length}
        selectionActions={props.selectionActions?.(selected, clearSelection)}
        onClearSelection={clearSelection}
      />
      <table
        aria-label={props.label}
        aria-rowcount={props.paging?.hasMore ? -1 : rows.length + 1}
        aria-busy={props.loading || undefined}
        className="w-full table-fixed border-separate border-spacing-0 border-t border-hairline"
      >
        <colgroup>
          {selectable && <col className="w-12" />}
          {shown.map((column, index) => (
            <col
              key={column.id}
              // A narrow screen has room for the name and little else.
              className={cx(
                index === 0 && !shown.some(({ fixedWidth }) => fixedWidth) && 'max-md:w-1/2',
                column.fixedWidth ? 'w-(--width)' : 'md:w-(--width)',
                column.wideOnly && 'max-md:hidden',
              )}
              style={{ '--width': column.width ?? 'auto' } as CSSProperties}
            />
          ))}
        </colgroup>
        <DataTableHead table={table} columns={shown} sort={sort} selectable={selectable} />
        {props.loading && props.rows.length === 0 ? (
          <LoadingRows columnCount={shown.length + Number(selectable)} />
        ) : (
          <DataTableBody
            table={table}
            columns={shown}
            selectable={selectable}
            rowLabel={props.rowLabel}
            onOpen={props.onOpen}
            paging={props.paging}
          />
        )}
      </table>
      {!props.loading && rows.length === 0 && (
        <EmptyState icon={<SearchX className="size-5" />} title={<Trans>Nothing matches “{search}”</Trans>} />
      )}
      {props.paging?.hasMore && (
        <div className="flex justify-center p-3">
          <Button variant="quiet" busy={props.paging.loading} onClick={props.paging.onLoadMore}>
            <Trans>Load more</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

function LoadingRows({ columnCount }: { columnCount: number }) {
  return (
    <tbody>
      {[0.7, 0.5, 0.8, 0.6, 0.75, 0.55].map((share) => (
        <tr key={share} className="h-13">
          {Array.from({ length: columnCount }, (_, column) => `cell-${column}`).map((key) => (
            <td key={key} className="border-b border-hairline px-3 first:ps-4">
              <div style={{ width: `${share * 100}%` }}>
                <Skeleton />
              </div>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
