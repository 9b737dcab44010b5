import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { buildTestApp, type TestApp } from './build-test-app.ts';

// The real application in a process of its own, started as `npm start` starts it, that says what a request has cost it.

/** What the process came to since it was last asked. */
export type Measured = {
  /**
   * Longest that one turn of the event loop took, as processor time: how late it was for everybody else, without what other processes
   * of the machine add to it.
   */
  delayMs: number;
  /** Most memory of the process above what it had at rest (resident set size, MiB). */
  memoryMib: number;
};

export type ToService = 'begin' | 'begin_from_rest' | 'end';
export type FromService = { port: number; dataDir: string } | { begun: true } | Measured;

const tell = (message: FromService): void => void process.send?.(message);
/** All that is garbage, and the memory that it lay in. */
const collectGarbage = (): void =>
  (globalThis as { gc?: (options: object) => void }).gc?.({ type: 'major', flavor: 'last-resort' });

const memory = (name: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
let turnBegan = processorMs();
let longestMs = 0;
setInterval(() => {
  const now = processorMs();
  longestMs = Math.max(longestMs, now - turnBegan);
  turnBegan = now;
}, 1);
let restMib = 0;

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToService) => {
  if (message !== 'end') {
    // It also throws compiled code away, so what is measured next takes longer than it usually does.
    if (message === 'begin_from_rest') for (let pass = 0; pass < 3; pass++) collectGarbage();
    // 5: the peak begins anew at what there is now (Linux, proc(5)).
    writeFileSync('/proc/self/clear_refs', '5');
    restMib = memory('VmRSS');
    tell({ begun: true });
    turnBegan = processorMs();
    longestMs = 0;
  } else {
    tell({ delayMs: longestMs, memoryMib: memory('VmHWM') - restMib });
  }
});

const [appUrl = '', ownerUrl = ''] = process.argv.slice(2);
// Nothing is kept, so that each request costs what the first one does.
const environment = { CACHE_MEGABYTES: '0' };
const { app, dataDir } = await buildTestApp({ besides: { appUrl, ownerUrl } as TestApp, environment });
await app.listen({ host: '127.0.0.1', port: 0 });
tell({ port: (app.server.address() as AddressInfo).port, dataDir });
