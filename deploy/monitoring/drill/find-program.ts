import { homedir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../../../tools/system-packages.ts';

/** Programs under the name Debian gives them and under their own, and how to get them. */
const programs = {
  prometheus: [['prometheus'], 'apt-get install prometheus'],
  alertmanager: [['prometheus-alertmanager', 'alertmanager'], 'apt-get install prometheus-alertmanager'],
  blackbox: [
    ['prometheus-blackbox-exporter', 'blackbox_exporter'],
    'apt-get install prometheus-blackbox-exporter',
  ],
  node: [
    ['prometheus-node-exporter', 'node_exporter'],
    'apt-get install --no-install-recommends prometheus-node-exporter',
  ],
  redis: [['redis-server', 'valkey-server'], 'apt-get install redis-server'],
  'victoria-logs': [
    ['victoria-logs', 'victoria-logs-prod'],
    'go install github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs@v1.52.1',
  ],
  vlagent: [
    ['vlagent', 'vlagent-prod'],
    'go install github.com/VictoriaMetrics/VictoriaLogs/app/vlagent@v1.52.1',
  ],
} as const;

export type Program = keyof typeof programs;

/** Where a program is, or undefined. */
function findProgram(program: Program): string | undefined {
  // Where `go install` puts them, which is seldom on the PATH.
  const goBin = process.env.GOBIN ?? join(process.env.GOPATH ?? join(homedir(), 'go'), 'bin');
  const [names] = programs[program];
  return names.flatMap((name) => findOnPath(name, [goBin]) ?? []).at(0);
}

/** The path of each program. @throws an error that says how to get what is missing */
export function requirePrograms<P extends Program>(...wanted: P[]): Record<P, string> {
  const found = wanted.map((program) => [program, findProgram(program)] as const);
  const missing = found
    .filter(([, path]) => !path)
    .map(([program]) => `  ${program}: ${programs[program][1]}`);
  if (missing.length > 0) throw new Error(`These programs are missing:\n${missing.join('\n')}`);
  return Object.fromEntries(found) as Record<P, string>;
}
