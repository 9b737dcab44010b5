import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWebIfChanged } from '../../tools/web-build.ts';
import { Children } from './drill/children.ts';
import { findLogLine } from './drill/find-log-line.ts';
import { requirePrograms } from './drill/find-program.ts';
import { freePort } from './drill/free-port.ts';
import { type Scenario, scenariosOf, tellBackup } from './drill/scenarios.ts';
import { keepAsking, type Service, startService } from './drill/service.ts';
import { startWatchers } from './drill/start-watchers.ts';
import {
  type AlertStatus,
  type Expected,
  startWebhookReceiver,
  type WebhookReceiver,
} from './drill/webhook-receiver.ts';
import { FACTOR, type Ports } from './drill/write-configuration.ts';

// Usage: npm run drill:monitoring
// Breaks a real service under the real watchers and shows that each alert reaches its receiver and ends after the repair.

/** Within 10 minutes all is over, the end of every process included. */
const WHOLE_MS = 9.5 * 60_000;
const EACH_MS = 90_000;
const say = (line: string): void => console.log(line);

const programs = [
  ...(['prometheus', 'alertmanager', 'blackbox', 'node', 'redis'] as const),
  ...(['victoria-logs', 'vlagent'] as const),
];

async function choosePorts(): Promise<Ports> {
  const names = [
    ...(['app', 'metrics', 'prometheus', 'alertmanager', 'blackbox'] as const),
    ...(['node', 'webhook', 'logStore', 'logAgent'] as const),
  ];
  const ports: [string, number][] = [];
  for (const name of names) ports.push([name, await freePort()]);
  return Object.fromEntries(ports) as Ports;
}

const cell = (ms: number | undefined): string => (ms === undefined ? 'NO' : `${(ms / 1000).toFixed(1)} s`);

const row = (...cells: string[]): string =>
  cells.map((text, index) => text.padEnd([45, 20, 9, 11, 0][index] ?? 0)).join(' ');

/** Breaks, waits for each alert, repairs, waits for the end of each; false if any did not come. */
async function play(scenario: Scenario, webhook: WebhookReceiver, whole: AbortSignal): Promise<boolean> {
  const limit = (): AbortSignal => AbortSignal.any([whole, AbortSignal.timeout(EACH_MS)]);
  const waitFor = (expected: Expected[], status: AlertStatus, since: number) => {
    const signal = limit();
    return Promise.all(expected.map((one) => webhook.waitFor(one, status, since, signal)));
  };
  const { expected } = scenario;
  await webhook.waitUntilQuiet(expected, limit());
  const brokenAt = performance.now();
  await scenario.break();
  const fired = await waitFor(expected, 'firing', brokenAt);
  const repairedAt = performance.now();
  await scenario.repair();
  // What never began will not end.
  const resolved = fired.includes(undefined) ? [] : await waitFor(expected, 'resolved', repairedAt);
  for (const [index, { receiver, labels }] of expected.entries())
    say(
      row(
        index === 0 ? scenario.title : '',
        labels.alertname ?? '',
        receiver,
        cell(fired[index]),
        cell(resolved[index]),
      ),
    );
  return resolved.length === expected.length && !resolved.includes(undefined);
}

async function drill(folder: string, children: Children): Promise<boolean> {
  const whole = AbortSignal.timeout(WHOLE_MS);
  const found = requirePrograms(...programs);
  await buildWebIfChanged(join(import.meta.dirname, '../..'), say);
  const ports = await choosePorts();
  const textfileFolder = join(folder, 'textfile');
  mkdirSync(textfileFolder);
  tellBackup(textfileFolder, 0);
  const traffic = new AbortController();
  let service: Service | undefined;
  const webhook = await startWebhookReceiver(ports.webhook);
  try {
    service = await startService(children, folder, ports);
    await startWatchers({ children, folder, ports, programs: found, textfileFolder });
    void keepAsking(service.url, traffic.signal);
    say(
      `Everything runs; waiting times and ranges of the rules are ${FACTOR} times shorter than in production\n`,
    );
    await sleep(10_000);

    const line = await findLogLine(
      service.url,
      `http://127.0.0.1:${ports.logStore}`,
      AbortSignal.timeout(30_000),
    );
    say(
      line
        ? `Log line by request id: ${JSON.stringify(line)}\n`
        : 'No log line was found by its request id\n',
    );

    say(row('broken by', 'alert', 'told to', 'fired after', 'ended after the repair'));
    let ok = line !== undefined;
    for (const scenario of scenariosOf(service, ports, textfileFolder))
      if (!(await play(scenario, webhook, whole))) ok = false;
    return ok;
  } finally {
    traffic.abort();
    await children.end();
    webhook.close();
    await service?.close();
  }
}

const startedAt = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'monitoring-drill-'));
const end = (): void => process.exit(130);
process.once('SIGINT', end).once('SIGTERM', end);
let ok = false;
try {
  ok = await drill(folder, new Children(folder));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
const seconds = Math.round((performance.now() - startedAt) / 1000);
if (ok) rmSync(folder, { recursive: true, force: true });
say(
  ok ? `\nEvery alert came and went, in ${seconds} s` : `\nFAILED after ${seconds} s; logs are in ${folder}`,
);
process.exit(ok ? 0 : 1);
