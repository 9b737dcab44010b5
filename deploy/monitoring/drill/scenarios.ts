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
    crashAgainAndAgain(service, ports),
    {
      title: 'no backup for 27 hours',
      expected: [ticket('BackupOld')],
      break: () => tellBackup(textfileFolder, 27),
      repair: () => tellBackup(textfileFolder, 0),
    },
  ];
}

/** A break that goes on by itself, round after round, until it is repaired. */
function goesOn(round: () => Promise<void>): Pick<Scenario, 'break' | 'repair'> {
  let broken = false;
  let over: Promise<void> = Promise.resolve();
  return {
    break: () => {
      broken = true;
      over = (async () => {
        while (broken) await round();
      })();
    },
    repair: () => {
      broken = false;
      return over;
    },
  };
}

/** Takes the process off the processor for most of the time, as a loop or a starved machine does. */
function holdUp(service: Service): Scenario {
  return {
    title: 'the event loop is held up 350 of every 450 ms',
    expected: [ticket('EventLoopLag')],
    ...goesOn(async () => {
      service.signal('SIGSTOP');
      await sleep(350);
      service.signal('SIGCONT');
      await sleep(100);
    }),
  };
}

/** Ends the process whenever Prometheus has seen that it was started again. */
function crashAgainAndAgain(service: Service, { metrics, prometheus }: Ports): Scenario {
  const query = new URLSearchParams({ query: 'process_start_time_seconds{job="healthprotocol"}' });
  const seenStart = async (): Promise<string | undefined> => {
    const answer = await fetch(`http://127.0.0.1:${prometheus}/api/v1/query?${query}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return data.result[0]?.value[1];
  };
  return {
    title: 'the process crashes again and again (kill -9)',
    expected: [page('RestartLoop', { instance: `127.0.0.1:${metrics}` })],
    ...goesOn(async () => {
      const before = await seenStart();
      await service.crash();
      for (let attempt = 0; attempt < 150; attempt++) {
        const seen = await seenStart();
        if (seen !== undefined && seen !== before) return;
        await sleep(200);
      }
    }),
  };
}
