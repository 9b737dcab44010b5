import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from '../system-packages.ts';
import type { Counts } from './count-results.ts';
import { countPlaywright, countVitest, coverageNote } from './count-results.ts';
import type { CommandResult } from './run-command.ts';
import { repositoryRoot, runCommand } from './run-command.ts';

export type Outcome = Counts & {
  /** Shown only when something failed. */
  output: string;
  /** A figure worth seeing even when all is well. */
  note?: string;
};

export type Step = {
  name: string;
  /** Part of `npm run check`, the subset for every day. */
  fast: boolean;
  /** A step without which this one can only repeat the same failure. */
  needs?: string;
  run: (fast: boolean) => Promise<Outcome>;
};

const vitestReport = join(repositoryRoot, 'test-results/vitest.json');
const coverageSummary = join(repositoryRoot, 'coverage/coverage-summary.json');
const journeysReport = join(repositoryRoot, 'test-results/journeys.json');

/** Everything `npm test` does, in order. Add a check here and nowhere else. */
export const steps: Step[] = [
  { name: 'system packages', fast: false, run: systemPackages },
  { name: 'format and lint', fast: true, run: () => oneCheck(['biome', 'check', '--error-on-warnings']) },
  { name: 'types', fast: true, run: types },
  { name: 'import rules', fast: true, run: () => oneCheck([process.execPath, 'tools/check-imports.ts']) },
  { name: 'unused code and dependencies', fast: true, run: () => oneCheck(['knip']) },
  {
    name: 'API v1 frozen',
    fast: true,
    run: () => oneCheck([process.execPath, 'apps/api/src/cli/api.ts', 'check']),
  },
  { name: 'unit and integration tests', fast: true, run: vitest },
  { name: 'web build', fast: false, run: () => oneCheck(['npm', 'run', 'build']) },
  {
    name: 'download sizes, no growth',
    fast: false,
    needs: 'web build',
    run: () => oneCheck([process.execPath, 'tools/check-size.ts', '--no-growth']),
  },
  { name: 'browser journeys', fast: false, needs: 'web build', run: journeys },
];

async function oneCheck(command: string[]): Promise<Outcome> {
  return asOneCheck(await runCommand(command));
}

function asOneCheck({ ok, output }: CommandResult): Outcome {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

async function systemPackages(): Promise<Outcome> {
  const lines: string[] = [];
  try {
    return asOneCheck({ ok: ensureSystemPackages((line) => lines.push(line)), output: lines.join('\n') });
  } catch (error) {
    return asOneCheck({ ok: false, output: `${lines.join('\n')}\n${String(error)}` });
  }
}

async function types(): Promise<Outcome> {
  const projects = ['tsconfig.json', 'apps/web', 'load/k6'];
  const results = await Promise.all(projects.map((project) => runCommand(['tsc', '-p', project])));
  const output = results.map((result) => result.output).join('');
  return asOneCheck({ ok: results.every((result) => result.ok), output });
}

async function vitest(fast: boolean): Promise<Outcome> {
  rmSync(vitestReport, { force: true });
  rmSync(coverageSummary, { force: true });
  const scope = fast ? ['--project', 'unit', '--project', 'web'] : ['--coverage'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const { ok, output } = await runCommand(['vitest', 'run', ...scope, ...reporters]);
  return { ...countVitest(vitestReport, ok), output, note: coverageNote(coverageSummary) };
}

async function journeys(): Promise<Outcome> {
  rmSync(journeysReport, { force: true });
  const { ok, output } = await runCommand(['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: journeysReport,
  });
  return { ...countPlaywright(journeysReport, ok), output };
}
