import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** What is loaded into one table: lines in the text format of COPY, made as they are needed. */
export type TableLoad = { table: string; columns: readonly string[]; lines: () => Iterable<string> };

const CHUNK_LINES = 400;

/** Replaces what a table holds by the lines of a load, in one transaction, so that COPY FREEZE need not be written twice. */
export async function copyTable(
  ownerUrl: string,
  { table, columns, lines }: TableLoad,
  onRows: (rows: number) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`truncate ${table}`);
    const target = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin with (freeze)`));
    await pipeline(Readable.from(chunks(lines(), onRows)), target);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function* chunks(lines: Iterable<string>, onRows: (rows: number) => void): AsyncGenerator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < CHUNK_LINES) continue;
    yield chunk.join('');
    onRows(chunk.length);
    chunk = [];
    // Lets the other tables have their turn: a socket that takes everything would never give it up.
    await setImmediate();
  }
  if (chunk.length === 0) return;
  yield chunk.join('');
  onRows(chunk.length);
}

/** One value of a line; null is `\N`. */
export function field(value: string | number | boolean | null): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return value.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found]!);
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A line of values. */
export const line = (...values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(field).join('\t')}\n`;
