import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requirePrograms } from './drill/find-program.ts';
import { dashboardQueries, filledIn, monitoringFolder, ruleFiles, ruleTestFiles } from './rule-files.ts';
import { runTool } from './run-tool.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Prometheus accepts its configuration, its target files and its rules', async () => {
  const config = join(monitoringFolder, 'prometheus/prometheus.yml');
  expect(await runTool('promtool', 'check', 'config', '--lint-fatal', config)).toMatchObject({ ok: true });
  expect(await runTool('promtool', 'check', 'rules', '--lint-fatal', ...ruleFiles())).toMatchObject({
    ok: true,
  });
});

test('Prometheus can read every query of every dashboard', async () => {
  const rules = dashboardQueries().map(({ expr }, index) => ({
    record: `query:${index}`,
    expr: filledIn(expr),
  }));
  const path = join(folder, 'queries.yml');
  // JSON is YAML.
  writeFileSync(path, JSON.stringify({ groups: [{ name: 'dashboards', rules }] }));
  expect(await runTool('promtool', 'check', 'rules', path)).toMatchObject({ ok: true });
});

// Hours of the clock of these tests are evaluated in seconds, but in many of them.
test.each(ruleTestFiles().map((path) => [basename(path), path]))(
  'alerts of %s fire when they should, are quiet just below, and end',
  { timeout: 300_000 },
  async (_name, path) => {
    const { ok, output } = await runTool('promtool', 'test', 'rules', path);
    expect(ok, output).toBe(true);
  },
);

test('the blackbox exporter accepts its configuration', async () => {
  const config = join(monitoringFolder, 'blackbox/blackbox.yml');
  const args = ['--config.check', `--config.file=${config}`];
  expect(await runTool(requirePrograms('blackbox').blackbox, ...args)).toMatchObject({ ok: true });
});
