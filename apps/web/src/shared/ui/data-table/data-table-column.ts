import type { ReactNode } from 'react';

export interface DataTableColumn<Row> {
  id: string;
  header: string;
  /** What stands in the cell; the value, when not given. */
  cell?: (row: Row) => ReactNode;
  /** What it is sorted by, found by and exported as. */
  value: (row: Row) => string | number | null;
  sortable?: boolean;
  /** Numbers stand at the end, so that their digits line up. */
  align?: 'start' | 'end';
  /** CSS width; the columns without one share the rest. */
  width?: string;
  /** Keeps its width where the screen is narrow, as a column with a single button does. */
  fixedWidth?: boolean;
  /** Not shown until the reader asks for it. */
  hidden?: boolean;
  /** Left out where the screen is narrow. */
  wideOnly?: boolean;
}

export interface DataTableSort {
  columnId: string;
  descending: boolean;
}

/** Keyset paging: more rows are asked for as the reader comes near the end. */
export interface DataTablePaging {
  hasMore: boolean;
  loading: boolean;
  onLoadMore: () => void;
}
