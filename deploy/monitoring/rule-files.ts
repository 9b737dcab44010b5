import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

export const monitoringFolder = import.meta.dirname;
export const runbookFolder = join(monitoringFolder, '../../docs/operations/runbooks');

export type AlertRule = {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};
export type RecordingRule = { record: string; expr: string };
type RuleFile = { groups: { name: string; rules: (AlertRule | RecordingRule)[] }[] };

/** The paths of the rule files, as Prometheus finds them. */
export const ruleFiles = (): string[] => globSync(join(monitoringFolder, 'prometheus/rules/*.yml')).sort();

/** The paths of the files that promtool tests the rules with. */
export const ruleTestFiles = (): string[] =>
  globSync(join(monitoringFolder, 'prometheus/tests/*.test.yml')).sort();

const allRules = (): (AlertRule | RecordingRule)[] =>
  ruleFiles().flatMap((path) =>
    (parse(readFileSync(path, 'utf8')) as RuleFile).groups.flatMap(({ rules }) => rules),
  );

/** Every rule that raises an alert. */
export const alertRules = (): AlertRule[] => allRules().filter((rule) => 'alert' in rule);

/** Every rule that keeps a series of its own. */
export const recordingRules = (): RecordingRule[] => allRules().filter((rule) => 'record' in rule);

/** The name of the runbook of an alert: CacheDown has cache-down.md. */
export const runbookName = (alert: string): string =>
  `${alert.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.md`;

export type Query = { file: string; title: string; expr: string };

type Dashboard = { panels: { title: string; targets: { expr: string }[] }[] };

/** Every query of every dashboard. */
export function dashboardQueries(): Query[] {
  return globSync(join(monitoringFolder, 'grafana/dashboards/*.json'))
    .sort()
    .flatMap((path) =>
      (JSON.parse(readFileSync(path, 'utf8')) as Dashboard).panels.flatMap(({ title, targets }) =>
        targets.map(({ expr }) => ({ file: basename(path), title, expr })),
      ),
    );
}

/** A dashboard's query as Grafana sends it, with its variables filled in. */
export const filledIn = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*');

const keywords = new Set(['and', 'or', 'unless', 'bool', 'offset', 'by', 'without', 'on', 'ignoring']);

/** The names of the series that an expression reads. */
export function seriesIn(expr: string): string[] {
  const bare = filledIn(expr)
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  const names = [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w)(?!\s*\()/g)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !keywords.has(name));
}
