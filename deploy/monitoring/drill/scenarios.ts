import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';
import type { Expected } from './webhook-receiver.ts';
import type { Ports } from './write-configuration.ts';

/** One way in which the service is broken, who must then be told of what, and the repair. */
export type Scenario = { title: string; expected: Expected[]; break(): unknown; repair(): unknown };

const page = (alertname: string, labels: Record<string, string> = {}): Expected => ({
  receiver: 'pager',
  labels: { alertname, ...labels },
});
const ticket = (alertname: string): Expected => ({ receiver: 'mail', labels: { alertname } });

/** Writes when the last backup was completed, as whatever makes backups does. */
export function tellBackup(folder: string, hoursAgo: number): void {
  const seconds = Math.floor(Date.now() / 1000 - hoursAgo * 3600);
  const path = join(folder, 'backup.prom');
  writeFileSync(`${path}.tmp`, `healthprotocol_backup_completed_timestamp_seconds ${seconds}\n`);
  renameSync(`${path}.tmp`, path);
}

/** Everything that the drill breaks, in order. */
export function scenariosOf(service: Service, ports: Ports, textfileFolder: string): Scenario[] {
  const probeOf = (path: string) => page('UptimeProbeFailing', { instance: service.url + path });
  const instance = `127.0.0.1:${ports.metrics}`;
  return [
    {
      title: 'Redis is killed',
      expected: [page('CacheDown', { instance })],
      break: () => service.redis.kill(),
      repair: () => service.redis.restart(),
    },
    {
      title: 'PostgreSQL is stopped',
      expected: [page('ErrorBudgetBurn', { window: '1h' }), probeOf('/readyz')],
      break: () => service.postgres.stop(),
      repair: () => service.postgres.start(),
    },
    {
      title: 'the process hangs (SIGSTOP)',
      expected: [page('InstanceDown', { instance }), probeOf('/')],
      break: () => service.signal('SIGSTOP'),
      repair: () => service.signal('SIGCONT'),
    },
    holdUp(service),
    {
      title: 'the process crashes three times (kill -9)',
      expected: [page('RestartLoop', { instance })],
      break: async () => {
        for (let crash = 0; crash < 3; crash++) {
          await service.crash();
          // Long enough to be seen by Prometheus.
          await sleep(3_000);
        }
      },
      repair: () => undefined,
    },
    {
      title: 'no backup for 27 hours',
      expected: [ticket('BackupOld')],
      break: () => tellBackup(textfileFolder, 27),
      repair: () => tellBackup(textfileFolder, 0),
    },
  ];
}

/** Takes the process off the processor for most of the time, as a loop or a starved machine does. */
function holdUp(service: Service): Scenario {
  let holding = false;
  let released: Promise<void> = Promise.resolve();
  const hold = async (): Promise<void> => {
    while (holding) {
      service.signal('SIGSTOP');
      await sleep(350);
      service.signal('SIGCONT');
      await sleep(100);
    }
  };
  return {
    title: 'the event loop is held up 350 of every 450 ms',
    expected: [ticket('EventLoopLag')],
    break: () => {
      holding = true;
      released = hold();
    },
    repair: async () => {
      holding = false;
      await released;
    },
  };
}
