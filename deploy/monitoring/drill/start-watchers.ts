import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Children } from './children.ts';
import type { Program } from './find-program.ts';
import { flagsOf, type Ports, writeConfiguration } from './write-configuration.ts';

type Watchers = {
  children: Children;
  folder: string;
  ports: Ports;
  programs: Record<Program, string>;
  textfileFolder: string;
};

const local = (port: number): string => `127.0.0.1:${port}`;

/** Starts everything that watches the service: Prometheus, Alertmanager, the exporters, and the log store with its agent. */
export async function startWatchers({
  children,
  folder,
  ports,
  programs,
  textfileFolder,
}: Watchers): Promise<void> {
  const at = (name: string): string => join(folder, name);
  for (const name of ['prometheus', 'alertmanager', 'logs', 'log-agent']) mkdirSync(at(name));
  writeConfiguration(folder, ports);
  const start = (name: string, port: number, path: string, command: string[]) =>
    children.start(name, command, { url: `http://${local(port)}${path}` });

  await Promise.all([
    start('blackbox', ports.blackbox, '/-/healthy', [
      programs.blackbox,
      `--config.file=${at('blackbox.yml')}`,
      `--web.listen-address=${local(ports.blackbox)}`,
    ]),
    start('node', ports.node, '/metrics', [
      programs.node,
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${textfileFolder}`,
      `--web.listen-address=${local(ports.node)}`,
    ]),
    start('alertmanager', ports.alertmanager, '/-/ready', [
      programs.alertmanager,
      `--config.file=${at('alertmanager.yml')}`,
      `--storage.path=${at('alertmanager')}`,
      `--web.listen-address=${local(ports.alertmanager)}`,
      '--cluster.listen-address=',
    ]),
    start('victoria-logs', ports.logStore, '/health', [
      programs['victoria-logs'],
      ...flagsOf('logs/victoria-logs.env', {
        httpListenAddr: local(ports.logStore),
        storageDataPath: at('logs'),
      }),
    ]),
  ]);
  await start('vlagent', ports.logAgent, '/health', [
    programs.vlagent,
    ...flagsOf('logs/vlagent.env', {
      httpListenAddr: local(ports.logAgent),
      'fileCollector.glob': at('service.log'),
      tmpDataPath: at('log-agent'),
      'remoteWrite.url': `http://${local(ports.logStore)}/insert/native`,
    }),
  ]);
  await start('prometheus', ports.prometheus, '/-/ready', [
    programs.prometheus,
    `--config.file=${at('prometheus.yml')}`,
    `--storage.tsdb.path=${at('prometheus')}`,
    `--web.listen-address=${local(ports.prometheus)}`,
    '--rules.alert.resend-delay=3s',
  ]);
}
