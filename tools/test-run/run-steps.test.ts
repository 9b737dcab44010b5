import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from './count-results.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './steps.ts';

const step = (name: string, passed: number, failed: number, more: Partial<Step> = {}): Step => ({
  name,
  fast: true,
  run: async () => ({ passed, failed, output: `output of ${name}` }),
  ...more,
});

async function run(steps: Step[], fast = false) {
  const lines: string[] = [];
  const counts = await runSteps(steps, fast, (line) => lines.push(line));
  return { counts, lines, text: lines.join('\n') };
}

describe('runSteps', () => {
  it('runs every step though one failed, shows only the failed output, and adds up', async () => {
    const { lines, text } = await run([step('lint', 0, 1), step('tests', 40, 2), step('build', 1, 0)]);
    expect(lines.at(-1)).toBe('\n41 passed, 3 failed');
    expect(text).toContain('output of lint');
    expect(text).toContain('Failed: lint, tests');
    expect(text).not.toContain('output of build');
  });

  it('counts a step as failed, and does not run it, when what it needs failed', async () => {
    const { counts, text } = await run([step('build', 0, 1), step('journeys', 5, 0, { needs: 'build' })]);
    expect(counts).toEqual({ passed: 0, failed: 2 });
    expect(text).toContain("Not run, because 'build' failed.");
  });

  it('leaves slow steps out of the fast run', async () => {
    const { counts } = await run([step('lint', 1, 0), step('journeys', 9, 0, { fast: false })], true);
    expect(counts).toEqual({ passed: 1, failed: 0 });
  });
});

describe('counting reports', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'count-results-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const report = (content: unknown) => {
    const path = join(folder, 'report.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  it('counts a test file that could not load as one failure', () => {
    const path = report({
      numPassedTests: 7,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
      ],
    });
    expect(countVitest(path, false)).toEqual({ passed: 7, failed: 2 });
  });

  it('counts one failure when the command failed though every test passed', () => {
    const vitest = report({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
    expect(countVitest(vitest, false)).toEqual({ passed: 7, failed: 1 });
    const playwright = report({ stats: { expected: 3, unexpected: 0, flaky: 0 }, errors: [] });
    expect(countPlaywright(playwright, false)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a flaky journey and a missing report as failures', () => {
    const path = report({ stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [] });
    expect(countPlaywright(path, false)).toEqual({ passed: 3, failed: 2 });
    expect(countPlaywright(join(folder, 'nothing.json'), true)).toEqual({ passed: 0, failed: 1 });
  });
});
