import { existsSync, readFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
};

/** Counts the tests of a Vitest JSON report; a file that could not even load counts as one failure. */
export function countVitest(path: string, commandOk: boolean): Counts {
  const report = readReport<VitestReport>(path);
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return honest(
    { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length },
    commandOk,
  );
}

/** Counts the journeys of a Playwright JSON report; a flaky one has failed once, so it failed. */
export function countPlaywright(path: string, commandOk: boolean): Counts {
  const report = readReport<PlaywrightReport>(path);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return honest({ passed: expected, failed: unexpected + flaky + report.errors.length }, commandOk);
}

/** The share of lines and branches that the tests reached, or nothing where it was not counted. */
export function coverageNote(path: string): string {
  type Share = { pct: number };
  const summary = readReport<{ total: { lines: Share; branches: Share } }>(path);
  if (!summary) return '';
  return `coverage: ${summary.total.lines.pct} % of lines, ${summary.total.branches.pct} % of branches`;
}

/** Coverage below its threshold or a stray rejection fails the command though every test passed. */
function honest(counts: Counts, commandOk: boolean): Counts {
  return !commandOk && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport<Report>(path: string): Report | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined;
}
