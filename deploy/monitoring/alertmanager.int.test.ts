import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { requirePrograms } from './drill/find-program.ts';
import { freePort } from './drill/free-port.ts';
import { monitoringFolder } from './rule-files.ts';
import { runTool } from './run-tool.ts';

const config = join(monitoringFolder, 'alertmanager/alertmanager.yml');

test('Alertmanager accepts its configuration', async () => {
  expect(await runTool('amtool', 'check-config', config)).toMatchObject({ ok: true });
});

test.each([
  ['pager', ['alertname=ErrorBudgetBurn', 'severity=page']],
  ['mail', ['alertname=ErrorBudgetBurn', 'severity=ticket']],
  ['mail', ['alertname=SomethingNew']],
])('%s is told of %j', async (receiver, labels) => {
  const args = ['config', 'routes', 'test', `--config.file=${config}`, `--verify.receivers=${receiver}`];
  const { ok, output } = await runTool('amtool', ...args, ...labels);
  expect(ok, output).toBe(true);
});

describe('while something explains the rest', () => {
  let server: ChildProcess;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const args = [
      `--config.file=${config}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    server = spawn(requirePrograms('alertmanager').alertmanager, [...args, '--cluster.listen-address='], {
      stdio: 'ignore',
    });
    while (!(await fetch(`${url}/-/ready`).catch(() => undefined))?.ok) await sleep(50);
  });
  afterAll(() => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const process = { job: 'healthprotocol', instance: 'app-1:9464' };
  const down = { alertname: 'InstanceDown', severity: 'page', ...process };

  /** Tells Alertmanager of alerts and returns the names of those it keeps quiet. */
  async function quietOf(alerts: Record<string, string>[]): Promise<string[]> {
    const test = `${performance.now()}`;
    const body = JSON.stringify(alerts.map((labels) => ({ labels: { ...labels, test } })));
    const headers = { 'content-type': 'application/json' };
    await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body });
    type Seen = { labels: Record<string, string>; status: { inhibitedBy: string[]; state: string } };
    for (;;) {
      const filter = encodeURIComponent(`test="${test}"`);
      const seen = (await (await fetch(`${url}/api/v2/alerts?filter=${filter}`)).json()) as Seen[];
      const decided = seen.filter(({ status }) => status.state !== 'unprocessed');
      if (decided.length === alerts.length)
        return decided
          .filter(({ status }) => status.inhibitedBy.length > 0)
          .map(({ labels }) => `${labels.alertname} ${labels.severity}`)
          .sort();
      await sleep(50);
    }
  }

  it('a process that is down silences what is measured inside it, and of that process only', async () => {
    const inside = { severity: 'page', component: 'process' };
    const quiet = await quietOf([
      down,
      { alertname: 'CacheDown', ...inside, ...process },
      { alertname: 'RestartLoop', ...inside, ...process, instance: 'app-2:9464' },
      { alertname: 'UptimeProbeFailing', severity: 'page', job: 'uptime', instance: 'https://h.example/' },
    ]);
    expect(quiet).toEqual(['CacheDown page']);
  });

  it('a page silences the ticket for the same, and for nothing else', async () => {
    const budget = { alertname: 'ErrorBudgetBurn', job: 'healthprotocol' };
    const slow = { alertname: 'SlowRequests', job: 'healthprotocol' };
    const quiet = await quietOf([
      { ...budget, severity: 'page', window: '1h' },
      { ...budget, severity: 'ticket', window: '1d' },
      { ...slow, severity: 'page', class: 'read' },
      { ...slow, severity: 'ticket', class: 'write' },
    ]);
    expect(quiet).toEqual(['ErrorBudgetBurn ticket']);
  });
});
