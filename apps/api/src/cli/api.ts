/**
 * Keeps /api/v1 as it was promised: compares the OpenAPI document of the code with docs/api/v1.json.
 * Usage: npm run api -- check|accept. `check` exits with 1 when a change would break a caller, and names it;
 * `accept` writes what was added into the file, and refuses while something is broken.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RouteContract } from '@healthprotocol/contracts';
import * as contractsPackage from '@healthprotocol/contracts';
import { openApiDocument } from '../platform/http/openapi.ts';
import { compareDocuments } from './api-freeze/compare-documents.ts';

const file = join(import.meta.dirname, '../../../../docs/api/v1.json');
const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'rateTier' in value;
const contracts = Object.values<unknown>(contractsPackage)
  .filter(isContract)
  .toSorted((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));

const [command] = process.argv.slice(2);
if (command !== 'check' && command !== 'accept') {
  console.error('Usage: npm run api -- check|accept');
  process.exit(2);
}
const now = JSON.parse(JSON.stringify(openApiDocument(contracts, 'v1')));
const changes = compareDocuments(frozen() ?? now, now);
const breaking = changes.filter((change) => change.breaking);
for (const { breaking: breaks, where, what } of changes) {
  console.log(`${breaks ? 'BREAKS' : 'adds  '}  ${where}: ${what}`);
}
if (breaking.length > 0) {
  console.log(
    `\n${breaking.length} changes would break callers of /api/v1. Add beside it, or deprecate the route.`,
  );
  process.exitCode = 1;
} else if (command === 'accept') {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  console.log(`docs/api/v1.json holds ${contracts.length} routes`);
} else {
  console.log(`/api/v1 breaks nobody: ${contracts.length} routes, ${changes.length} additions`);
  if (changes.length > 0) console.log('Keep them, too, from now on: npm run api -- accept');
}

/** The promise so far; the first `accept` makes it. */
function frozen(): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && command === 'accept') return undefined;
    throw error;
  }
}
