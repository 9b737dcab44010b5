import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessSample } from './report-process.ts';

const READY_WITHIN_MS = 60_000;
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A server in a process of its own, and what it uses. */
export type MeasuredServer = {
  port: number;
  /** From the start of the process to the first answer. */
  readyMs: number;
  startSample(): void;
  takeSample(): Promise<ProcessSample>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  file: string;
  environment: Record<string, string>;
  logFile: string;
  /** Answers 200 once the server is ready. */
  readyPath: string;
  nodeFlags?: string[];
  /** Folder for a CPU profile of the whole run. */
  profileDir?: string | undefined;
};

/** Starts a server that listens on PORT, with its log in a file as in production, and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<MeasuredServer> {
  const port = await freePort();
  const log = openSync(options.logFile, 'a');
  const profile = options.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : [];
  const startedAt = performance.now();
  const child = fork(options.file, [], {
    execArgv: [
      '--import',
      `${import.meta.dirname}/report-process.ts`,
      ...(options.nodeFlags ?? []),
      ...profile,
    ],
    env: { PATH: process.env.PATH, PORT: String(port), ...options.environment },
    stdio: ['ignore', log, log, 'ipc'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
    running.delete(child);
  };
  running.add(child);
  const isReady = async () =>
    (await fetch(`http://127.0.0.1:${port}${options.readyPath}`).catch(() => undefined))?.status === 200;
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - startedAt > READY_WITHIN_MS) {
      await stop();
      throw new Error(`${options.file} did not start; its log is ${options.logFile}`);
    }
    await pause(10);
  }
  return {
    port,
    readyMs: performance.now() - startedAt,
    startSample: () => void child.send('start'),
    takeSample: async () => {
      child.send('sample');
      const [sample] = await once(child, 'message');
      return sample as ProcessSample;
    },
    stop,
  };
}

/** A port of the loopback address that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
