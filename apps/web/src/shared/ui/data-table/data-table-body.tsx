import { useLingui } from '@lingui/react/macro';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { Checkbox } from '../checkbox.tsx';
import type { DataTableColumn, DataTablePaging } from './data-table-column.ts';
import type { DataTableModel } from './use-data-table.ts';

interface DataTableBodyProps<Row extends object> {
  table: DataTableModel<Row>;
  columns: readonly DataTableColumn<Row>[];
  selectable: boolean;
  rowLabel: (row: Row) => string;
  onOpen: ((row: Row) => void) | undefined;
  paging: DataTablePaging | undefined;
}

const rowHeightPx = 52;
/** Rows kept beyond each edge of the window. */
const overscan = 8;
/** How near to the last row more are asked for. */
const askAheadRows = 12;

/** Draws the rows near the window only; spacers above and below keep the table a real table, and the page its height. */
export function DataTableBody<Row extends object>(props: DataTableBodyProps<Row>) {
  const { table, columns, selectable, rowLabel, onOpen, paging } = props;
  const { t } = useLingui();
  const { rows } = table.getRowModel();
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);

  useLayoutEffect(() => {
    if (body.current) setOffset(body.current.getBoundingClientRect().top + window.scrollY);
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeightPx,
    overscan,
    scrollMargin: offset,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? offset) - offset;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset);

  const lastIndex = items.at(-1)?.index ?? -1;
  const shouldAsk = paging?.hasMore && !paging.loading && lastIndex >= rows.length - askAheadRows;
  const onLoadMore = paging?.onLoadMore;
  useEffect(() => {
    if (shouldAsk) onLoadMore?.();
  }, [shouldAsk, onLoadMore]);

  // The row to go to may not be drawn yet, so the focus follows once it is.
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const goTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1);
    wantsFocus.current = true;
    setActive(next);
    virtualizer.scrollToIndex(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number) => {
    // Keys pressed in a link or a button of the row are theirs.
    if (event.target !== event.currentTarget) return;
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + 10,
      PageUp: index - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const target = steps[event.key];
    const row = rows[index];
    if (target !== undefined) goTo(target);
    else if (event.key === 'Enter' && onOpen && row) onOpen(row.original);
    else if (event.key === ' ' && selectable) row?.toggleSelected();
    else return;
    event.preventDefault();
  };

  return (
    <tbody ref={body}>
      {before > 0 && <Spacer heightPx={before} />}
      {items.map(({ index, key }) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <tr
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-rowindex={index + 2}
            tabIndex={index === active ? 0 : -1}
            onFocus={() => setActive(index)}
            onKeyDown={(event) => onKeyDown(event, index)}
            onClick={(event) => {
              const isControl = (event.target as Element).closest('a, button, input, label');
              if (!isControl && onOpen) onOpen(row.original);
            }}
            className={cx(
              'h-13 -outline-offset-2 transition-colors duration-75 hover:bg-hover',
              onOpen && 'cursor-pointer',
              row.getIsSelected() && 'bg-accent-soft hover:bg-accent-soft',
            )}
          >
            {selectable && (
              <td className="border-b border-hairline ps-4 pe-3">
                <Checkbox
                  label={t`Select ${rowLabel(row.original)}`}
                  hideLabel
                  checked={row.getIsSelected()}
                  onChange={(event) => row.toggleSelected(event.target.checked)}
                />
              </td>
            )}
            {columns.map((column) => (
              <td
                key={column.id}
                className={cx(
                  'border-b border-hairline px-3 py-2 text-body [overflow-wrap:anywhere] first:ps-4 last:pe-4',
                  column.align === 'end' && 'text-end tabular-nums',
                  column.wideOnly && 'max-md:hidden',
                )}
              >
                {column.cell ? column.cell(row.original) : column.value(row.original)}
              </td>
            ))}
          </tr>
        );
      })}
      {after > 0 && <Spacer heightPx={after} />}
    </tbody>
  );
}

function Spacer({ heightPx }: { heightPx: number }) {
  return (
    <tr>
      <td style={{ height: heightPx }} className="p-0" />
    </tr>
  );
}
