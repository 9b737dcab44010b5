import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cx } from '../../lib/cx.ts';
import { Checkbox } from '../checkbox.tsx';
import type { DataTableColumn, DataTableSort } from './data-table-column.ts';
import type { DataTableModel } from './use-data-table.ts';

interface DataTableHeadProps<Row extends object> {
  table: DataTableModel<Row>;
  columns: readonly DataTableColumn<Row>[];
  sort: DataTableSort | undefined;
  selectable: boolean;
}

const cellStyle =
  'sticky top-(--bar-height,0px) z-10 h-10 border-b border-hairline bg-surface px-3 text-xs font-medium text-muted first:ps-4 last:pe-4';

export function DataTableHead<Row extends object>({
  table,
  columns,
  sort,
  selectable,
}: DataTableHeadProps<Row>) {
  const { t } = useLingui();
  return (
    <thead>
      <tr>
        {selectable && (
          <th scope="col" className={cellStyle}>
            <Checkbox
              label={t`Select all rows`}
              hideLabel
              checked={table.getIsAllRowsSelected()}
              indeterminate={table.getIsSomeRowsSelected()}
              onChange={(event) => table.toggleAllRowsSelected(event.target.checked)}
            />
          </th>
        )}
        {columns.map((column) => {
          const direction =
            sort?.columnId === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
          const Arrow = direction ? (sort?.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={column.sortable ? (direction ?? 'none') : undefined}
              className={cx(
                cellStyle,
                column.align === 'end' ? 'text-end' : 'text-start',
                column.wideOnly && 'max-md:hidden',
              )}
            >
              {column.sortable ? (
                <button
                  type="button"
                  className={cx(
                    'group -mx-1.5 inline-flex min-h-7 max-w-full items-center gap-1 rounded-sm px-1.5 hover:text-ink touch:min-h-10',
                    direction && 'text-ink',
                  )}
                  onClick={() => table.getColumn(column.id)?.toggleSorting()}
                >
                  <span className="truncate">{column.header}</span>
                  <Arrow
                    aria-hidden="true"
                    className={cx('size-3.5 shrink-0', !direction && 'opacity-50 group-hover:opacity-100')}
                  />
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
