import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScaleReport } from './scale/measure-scale.ts';
import { SCENARIOS } from './scale/scenarios/every-route.ts';

// Loads two databases of its own and calls every route: seconds on a quiet machine, minutes on a busy one.
const PATIENCE_MS = 600_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'healthprotocol-scale-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scale(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'scale.ts'), ...args], {
    // Its own folder for all it makes, to see that nothing stays.
    env: { PATH: process.env.PATH, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, output };
}

test(
  'it loads a small organization, explains what every route sends, compares two sizes and leaves nothing behind',
  async () => {
    const file = join(folder, 'report.json');
    const { code, output } = await scale('--small', '--report', file);
    expect(output).toContain('Every bar holds.');
    expect(code).toBe(0);
    const report = JSON.parse(readFileSync(file, 'utf8')) as ScaleReport;
    expect(report).toMatchObject({ judgesCost: false, notExplained: [], routesWithoutScenario: [] });
    expect(report.loaded).toMatchObject({ clients: 100, protocols: 40 });
    expect(report.loaded.checkIns).toBeGreaterThanOrEqual(10_000);
    expect(report.loaded.readings).toBeGreaterThan(4_900);
    expect(report.costs.map(({ route, name }) => `${route} ${name}`)).toEqual(
      SCENARIOS.map(({ route, name }) => `${route} ${name}`),
    );
    // Each is known by its plan for the values at hand and by the generic one.
    const modes = Map.groupBy(report.statements, ({ shape }) => shape);
    expect(modes.size).toBeGreaterThan(130);
    expect([...modes].filter(([, both]) => both.length !== 2).map(([shape]) => shape)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['report.json']);
  },
  PATIENCE_MS,
);
