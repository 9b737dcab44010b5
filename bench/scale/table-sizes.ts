import type pg from 'pg';

export type TableSize = { table: string; rows: number; megabytes: number; sequentialScans: number };

const SIZES = `
  select s.relname as table, c.reltuples::float8 as rows, (pg_total_relation_size(c.oid) / 1048576)::int as megabytes,
    s.seq_scan::int as "sequentialScans"
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.schemaname = 'public' order by pg_total_relation_size(c.oid) desc`;

/** Every table with its size, the largest first, and how often it has been read from one end to the other so far. */
export async function readTableSizes(owner: pg.Client): Promise<TableSize[]> {
  return (await owner.query<TableSize>(SIZES)).rows;
}

/** Tables so large that reading all of one is a defect. */
export const LARGE_TABLE_ROWS = 10_000;
