import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from './budgets.ts';
import { chartPage } from './chart-page.ts';
import type { ScenarioResult } from './summary.ts';

export type RunResult = { readyMs: number; results: ScenarioResult[]; verdicts: Verdict[] };

/** Writes a run as data and as a page, and says where the page is. */
export function writeResults(startedAt: Date, run: RunResult): string {
  const folder = join(import.meta.dirname, 'results');
  const name = startedAt.toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify({ startedAt: startedAt.toISOString(), machine, ...run }, null, 2)}\n`,
  );
  const page = join(folder, `${name}.html`);
  writeFileSync(page, chartPage(`${name}, ${machine}`, run));
  return page;
}
