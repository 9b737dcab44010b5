import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../apps/api/src/platform/metrics/metrics.ts';
import { addProcessMetrics } from '../../apps/api/src/platform/metrics/process-metrics.ts';
import {
  alertRules,
  dashboardQueries,
  monitoringFolder,
  recordingRules,
  ruleTestFiles,
  runbookFolder,
  runbookName,
  seriesIn,
} from './rule-files.ts';

/** Series of other exporters, and of Prometheus itself. */
const ofOthers = [
  ...['up', 'ALERTS', 'probe_success', 'probe_ssl_earliest_cert_expiry'],
  ...['node_filesystem_avail_bytes', 'node_filesystem_size_bytes', 'node_filesystem_readonly'],
  // Written by whatever makes the backup, read by node_exporter's textfile collector.
  'healthprotocol_backup_completed_timestamp_seconds',
];

async function knownSeries(): Promise<Set<string>> {
  const metrics = createMetrics();
  addProcessMetrics(metrics);
  const own = (await metrics.registry.getMetricsAsJSON()).flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  return new Set([...own, ...ofOthers, ...recordingRules().map(({ record }) => record)]);
}

const alerts = alertRules();
const names = [...new Set(alerts.map(({ alert }) => alert))];

describe('alerts', () => {
  it.each(alerts)(
    '$alert ($labels.severity) says whom it concerns, what is wrong and where to read on',
    (rule) => {
      expect(['page', 'ticket']).toContain(rule.labels.severity);
      expect(rule.annotations.summary).toMatch(/\w/);
      expect(rule.annotations.description).toMatch(/\.$/);
      expect(rule.annotations.runbook_url).toBe(`{{ $externalLabels.runbooks }}/${runbookName(rule.alert)}`);
    },
  );

  it('each has a runbook and each runbook an alert', () => {
    const runbooks = globSync(join(runbookFolder, '*.md')).map((path) => basename(path));
    expect(runbooks.sort()).toEqual(names.map(runbookName).sort());
  });

  it.each(names)(
    'the runbook of %s says what it means, how to look, what to do and when it is over',
    (name) => {
      const text = readFileSync(join(runbookFolder, runbookName(name)), 'utf8');
      expect(text.split('\n')[0]).toBe(`# ${name}`);
      expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
        'What it means',
        'How to look',
        'What to do',
        'How to know it is over',
      ]);
    },
  );

  type Check = { alertname: string; exp_alerts: { exp_labels: Record<string, string> }[] };
  const tests = ruleTestFiles().flatMap((path) => {
    const file = parse(readFileSync(path, 'utf8')) as { tests: { alert_rule_test: Check[] }[] };
    return file.tests.map(({ alert_rule_test }) => alert_rule_test);
  });

  it.each(alerts)(
    '$alert ($labels.severity) is tested to fire, to end, and to stay quiet',
    ({ alert, labels }) => {
      const isIt = (found: Record<string, string>) =>
        found.severity === labels.severity && (!labels.window || found.window === labels.window);
      // For each test of this alert: does it fire at each of the moments looked at?
      const courses = tests
        .map((checks) => checks.filter(({ alertname }) => alertname === alert))
        .filter((checks) => checks.length > 0)
        .map((checks) =>
          checks.map(({ exp_alerts }) => exp_alerts.some(({ exp_labels }) => isIt(exp_labels))),
        );
      expect(courses.some((fires) => fires.includes(true) && fires.at(-1) === false)).toBe(true);
      expect(courses.some((fires) => fires[0] === false)).toBe(true);
    },
  );
});

describe('series', () => {
  it('finds the names in an expression and nothing else', () => {
    const expr =
      'sum by (job) (rate(a_total{x="b_total",y=~"$instance"}[$__rate_interval])) / on (job) c:d:rate5m > 0.1 and 2 * 3';
    expect(seriesIn(expr)).toEqual(['a_total', 'c:d:rate5m']);
  });

  it('rules and dashboards read only what the application, an exporter or another rule tells', async () => {
    const known = await knownSeries();
    const used = [...alerts, ...recordingRules(), ...dashboardQueries()].flatMap(({ expr }) =>
      seriesIn(expr),
    );
    expect(used.length).toBeGreaterThan(80);
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('shows each series of the application on a dashboard or watches it', async () => {
    const used = new Set(
      [...alerts, ...recordingRules(), ...dashboardQueries()].flatMap(({ expr }) => seriesIn(expr)),
    );
    const own = [...(await knownSeries())].filter(
      (name) => name.startsWith('healthprotocol_') && !/_sum$|_count$/.test(name),
    );
    expect(own.filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('dashboards', () => {
  const files = globSync(join(monitoringFolder, 'grafana/dashboards/*.json'));
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

  it('are four, each under an address of its own, asking a data source that is provided', () => {
    expect(files).toHaveLength(4);
    expect(new Set(files.map((path) => read(path).uid)).size).toBe(4);
    const provided = readFileSync(
      join(monitoringFolder, 'grafana/provisioning/datasources/healthprotocol.yml'),
      'utf8',
    );
    const asked = files.flatMap((path) =>
      read(path).panels.map(({ datasource }: { datasource: { uid: string } }) => datasource.uid),
    );
    expect(new Set(asked).size).toBe(1);
    expect(provided).toContain(`uid: ${asked[0]}`);
  });

  it.each(files.map((path) => [basename(path), path]))(
    '%s lays out its panels without overlap',
    (_name, path) => {
      type Panel = { title: string; gridPos: { x: number; y: number; w: number; h: number } };
      const cells = (read(path).panels as Panel[]).flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
    },
  );
});
