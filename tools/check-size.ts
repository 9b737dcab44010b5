/**
 * Compares what the browser downloads with apps/web/size-budget.json; exits with 1 when a budget is missed.
 * Usage: npm run size -- [--files] [--no-growth] [DIST] (after `npm run build`); --files lists what the first screen needs.
 * --no-growth, which `npm test` uses, exits with 1 only for what is larger than the budget *and* than it was when the
 * miss was written down (`missedAt`): a known miss stays visible, and cannot grow.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

type Chunk = { file: string; imports?: string[] };
type Budget = {
  firstScreen: { name: string; entries: string[]; jsGzipBytes: number };
  jsRawBytes: number;
  cssGzipBytes: number;
  fontBytes: number;
  /** Sizes of what misses its budget today; they may only be lowered, and go when the budget is met. */
  missedAt: { firstScreenJsGzipBytes?: number; jsRawBytes?: number };
};

const web = join(import.meta.dirname, '../apps/web');
const { values, positionals } = parseArgs({
  options: { files: { type: 'boolean' }, 'no-growth': { type: 'boolean' } },
  allowPositionals: true,
});
const dist = positionals[0] ?? join(web, 'dist');
const budget: Budget = JSON.parse(readFileSync(join(web, 'size-budget.json'), 'utf8'));
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** Files that must be there before the entries can run: their own and all they import statically. */
function staticGraph(entries: string[]): Set<string> {
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build; correct apps/web/size-budget.json`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const entry of entries) visit(entry);
  return files;
}

const allFiles = readdirSync(dist, { recursive: true, encoding: 'utf8' });
const ending = (suffix: string): string[] => allFiles.filter((file) => file.endsWith(suffix));
const gzipBytes = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const rawBytes = (file: string): number => statSync(join(dist, file)).size;
const sum = (files: Iterable<string>, size: (file: string) => number): number =>
  [...files].reduce((total, file) => total + size(file), 0);

const first = staticGraph(budget.firstScreen.entries);
const { missedAt } = budget;
const rows: [name: string, bytes: number, limit: number, missedAt: number][] = [
  [
    `JavaScript of ${budget.firstScreen.name}, gzip`,
    sum(first, gzipBytes),
    budget.firstScreen.jsGzipBytes,
    missedAt.firstScreenJsGzipBytes ?? 0,
  ],
  ['all JavaScript, raw', sum(ending('.js'), rawBytes), budget.jsRawBytes, missedAt.jsRawBytes ?? 0],
  ['CSS, gzip', sum(ending('.css'), gzipBytes), budget.cssGzipBytes, 0],
  ['fonts', sum(ending('.woff2'), rawBytes), budget.fontBytes, 0],
];

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
for (const [name, bytes, limit] of rows) {
  const verdict = bytes <= limit ? 'ok' : 'TOO LARGE';
  process.stdout.write(`${name.padEnd(38)}${kilobytes(bytes)} of ${kilobytes(limit)}  ${verdict}\n`);
}
if (values.files) {
  for (const file of first) process.stdout.write(`  ${kilobytes(gzipBytes(file))}  ${file}\n`);
}
const allowed = (limit: number, missed: number): number =>
  values['no-growth'] ? Math.max(limit, missed) : limit;
process.exitCode = rows.some(([, bytes, limit, missed]) => bytes > allowed(limit, missed)) ? 1 : 0;
