import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { monitoringFolder, ruleFiles } from '../rule-files.ts';
import { shorten, shortenRanges } from './scale-durations.ts';

/**
 * How many times faster than in production waiting and looking back go in the drill: the 15 minutes of a restart loop are one, in which
 * a busy machine still starts the service four times.
 */
export const FACTOR = 15;

/** Ports of the loopback interface, one for each program. */
export type Ports = Record<
  | 'app'
  | 'metrics'
  | 'prometheus'
  | 'alertmanager'
  | 'blackbox'
  | 'node'
  | 'webhook'
  | 'logStore'
  | 'logAgent',
  number
>;

type Rule = { for?: string; expr: string };
type Route = Record<string, unknown> & { routes?: Route[] };

const read = (path: string): string => readFileSync(join(monitoringFolder, path), 'utf8');

/**
 * Writes the project's own configuration into `folder`, with ports of this drill, waiting times and ranges shortened by FACTOR, and
 * receivers that are webhooks here. Conditions, thresholds, labels, routes and inhibitions are those of the files.
 */
export function writeConfiguration(folder: string, ports: Ports): void {
  for (const name of ['rules', 'targets']) mkdirSync(join(folder, name), { recursive: true });
  // JSON is YAML.
  const write = (path: string, content: unknown) =>
    writeFileSync(join(folder, path), JSON.stringify(content));

  write('prometheus.yml', prometheus(ports));
  write('alertmanager.yml', alertmanager(ports));
  write('blackbox.yml', parse(read('blackbox/blackbox.yml')));
  for (const path of ruleFiles()) {
    const { groups } = parse(readFileSync(path, 'utf8')) as { groups: { rules: Rule[] }[] };
    for (const rule of groups.flatMap(({ rules }) => rules)) {
      rule.expr = shortenRanges(rule.expr, FACTOR);
      if (rule.for) rule.for = shorten(rule.for, FACTOR);
    }
    write(`rules/${basename(path)}`, { groups });
  }
  const site = `http://127.0.0.1:${ports.app}`;
  write('targets/app.yml', [{ targets: [`127.0.0.1:${ports.metrics}`] }]);
  write('targets/node.yml', [{ targets: [`127.0.0.1:${ports.node}`] }]);
  write('targets/uptime.yml', [{ targets: [`${site}/`, `${site}/readyz`] }]);
  for (const name of ['postgres', 'redis']) write(`targets/${name}.yml`, []);
}

function prometheus(ports: Ports): unknown {
  const text = read('prometheus/prometheus.yml')
    .replaceAll('127.0.0.1:9090', `127.0.0.1:${ports.prometheus}`)
    .replaceAll('127.0.0.1:9093', `127.0.0.1:${ports.alertmanager}`)
    .replaceAll('127.0.0.1:9115', `127.0.0.1:${ports.blackbox}`);
  const config = parse(text) as { global: Record<string, string> };
  const interval = shorten(config.global.scrape_interval ?? '', FACTOR);
  // A scrape may take as long as there is until the next: the machine is no faster than in production.
  Object.assign(config.global, {
    scrape_interval: interval,
    scrape_timeout: interval,
    evaluation_interval: interval,
  });
  return config;
}

function alertmanager(ports: Ports): unknown {
  const config = parse(read('alertmanager/alertmanager.yml')) as {
    route: Route;
    receivers: { name: string }[];
  };
  const receivers = config.receivers.map(({ name }) => ({
    name,
    webhook_configs: [{ url: `http://127.0.0.1:${ports.webhook}/${name}` }],
  }));
  return { ...config, global: {}, route: faster(config.route), receivers };
}

function faster(route: Route): Route {
  const times = ['group_wait', 'group_interval', 'repeat_interval']
    .filter((key) => key in route)
    .map((key) => [key, shorten(String(route[key]), FACTOR, 100)]);
  const routes = route.routes?.map(faster);
  return { ...route, ...Object.fromEntries(times), ...(routes && { routes }) };
}

/** Settings of a log program from its file, as flags, with those of the drill in their place. */
export function flagsOf(path: string, instead: Record<string, string>): string[] {
  const lines = read(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const flags = lines.map((line) => {
    const [name = '', ...value] = line.split('=');
    return [name.replaceAll('_', '.'), value.join('=')];
  });
  return Object.entries({ ...Object.fromEntries(flags), ...instead }).map(
    ([name, value]) => `-${name}=${value}`,
  );
}
