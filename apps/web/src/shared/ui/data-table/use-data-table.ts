import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { matchesSearch } from '../../lib/match-text.ts';
import type { DataTableColumn, DataTableSort } from './data-table-column.ts';

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
});

type Features = typeof features;

export interface DataTableInput<Row extends object> {
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** What the reader typed; given, the rows are searched here. Leave it out where the server searches. */
  search: string | undefined;
  /** Given, the server sorts: the rows come in order already. */
  sort: DataTableSort | undefined;
  onSortChange: ((sort: DataTableSort | undefined) => void) | undefined;
}

/** The state of one table: order, what is shown, what is selected. */
export function useDataTable<Row extends object>(input: DataTableInput<Row>) {
  const { columns, rows, rowId, search, sort, onSortChange } = input;
  const [selection, setSelection] = useState<RowSelectionState>({});
  const [visibility, setVisibility] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(columns.map((column) => [column.id, !column.hidden])),
  );
  const [ownSort, setOwnSort] = useState<DataTableSort>();
  const current = onSortChange ? sort : ownSort;
  const sorting = current ? [{ id: current.columnId, desc: current.descending }] : [];

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<Features, Row> => ({
          id: column.id,
          // TanStack keeps undefined, not null, at the end in either direction.
          accessorFn: (row) => column.value(row) ?? undefined,
          sortUndefined: 'last',
          enableSorting: column.sortable ?? false,
          sortDescFirst: false,
          sortFn: (a, b) => compareValues(column.value(a.original), column.value(b.original)),
        }),
      ),
    [columns],
  );

  const data = useMemo(() => {
    if (!search?.trim()) return [...rows];
    return rows.filter((row) =>
      matchesSearch(columns.map((column) => column.value(row) ?? '').join(' '), search),
    );
  }, [rows, columns, search]);

  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    manualSorting: onSortChange !== undefined,
    state: { sorting, rowSelection: selection, columnVisibility: visibility },
    onSortingChange: (updater) => {
      const [next] = typeof updater === 'function' ? updater(sorting) : updater;
      const chosen = next ? { columnId: next.id, descending: next.desc } : undefined;
      (onSortChange ?? setOwnSort)(chosen);
    },
    onRowSelectionChange: setSelection,
    onColumnVisibilityChange: setVisibility,
  });
  return { table, sort: current };
}

export type DataTableModel<Row extends object> = ReturnType<typeof useDataTable<Row>>['table'];

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
