import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { binaryPath } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { endWithUs } from './end-with-us.ts';
import { type Launcher, postgresEnvironment } from './launcher.ts';
import { ownerLock, ownerSetting, refuseOrStopRunning } from './ownership.ts';
import { stopPostmaster } from './postmaster.ts';
import { connectAsSuperuser } from './superuser.ts';

export type Server = {
  port: number;
  superuserClient: pg.Client;
  exited: Promise<void>;
  hasExited(): boolean;
  pid: number;
};

type LaunchOptions = {
  launcher: Launcher;
  cluster: Cluster;
  dataDir: string;
  port?: number;
  settings: Record<string, string>;
  onProgress: (line: string) => void;
};

/** Starts PostgreSQL and waits until it answers; tries again while remains of a killed one are in the way. */
export async function launchServer(options: LaunchOptions): Promise<Server> {
  const { cluster, dataDir, onProgress } = options;
  const pausesMs = [100, 300, 1000, 2000];
  for (let attempt = 0; ; attempt++) {
    const port = options.port ?? (await freePort());
    try {
      return await tryLaunch(options, port);
    } catch (error) {
      const pauseMs = pausesMs[attempt];
      if (pauseMs === undefined) throw error;
      await sleep(pauseMs);
      // Says so when another start on the same folder was quicker.
      await refuseOrStopRunning(cluster, dataDir, onProgress);
    }
  }
}

async function tryLaunch(
  { launcher, cluster, dataDir, settings, onProgress }: LaunchOptions,
  port: number,
): Promise<Server> {
  const logFile = join(dataDir, 'postgres.log');
  const log = openSync(logFile, 'a+', 0o600);
  const logStart = fstatSync(log).size;
  const [program = '', ...args] = [
    ...launcher.prefix,
    binaryPath(launcher.binaries, 'postgres'),
    ...['-D', cluster.folder],
    ...Object.entries({
      ...durableSettings,
      ...settings,
      port: String(port),
      [ownerSetting]: String(process.pid),
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = spawn(program, args, {
    ...launcher.user,
    env: postgresEnvironment,
    cwd: '/',
    // Its own process group: Ctrl-C reaches only us, and the database goes after the last request was answered.
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.unref();
  let ended = false;
  const exited = new Promise<void>((done) => {
    const end = (): void => {
      ended = true;
      done();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const signal = (name: NodeJS.Signals): void => {
    if (!ended) child.kill(name);
  };
  // Reached also when the process ends without stopping the server, for example by process.exit after an error.
  const stopOnExit = (): void => signal('SIGINT');
  process.once('exit', stopOnExit);
  const hasEnded = endWithUs(child.pid ?? 0);
  exited.then(() => {
    process.removeListener('exit', stopOnExit);
    hasEnded();
  });
  try {
    const superuserClient = await waitUntilReady(port, cluster, () => ended, onProgress);
    await superuserClient.query('select pg_advisory_lock($1)', [ownerLock]);
    return { port, superuserClient, exited, hasExited: () => ended, pid: child.pid ?? 0 };
  } catch (cause) {
    signal('SIGINT');
    await exited;
    throw new Error(`PostgreSQL did not start. Its last words, from ${logFile}:\n${tail(log, logStart)}`, {
      cause,
    });
  } finally {
    closeSync(log);
  }
}

const durableSettings = {
  listen_addresses: '127.0.0.1',
  // Sockets in the file system have a length limit and would be left over after a crash.
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Leaves out the DETAIL lines, which quote rows and so health data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

async function waitUntilReady(
  port: number,
  cluster: Cluster,
  hasEnded: () => boolean,
  onProgress: (line: string) => void,
): Promise<pg.Client> {
  const started = performance.now();
  let announced = false;
  let refusedPassword = 0;
  while (!hasEnded()) {
    try {
      return await connectAsSuperuser(port, cluster);
    } catch (error) {
      // 28P01: invalid_password. Once may be another server on a port that ours failed to get.
      if ((error as { code?: string }).code === '28P01' && ++refusedPassword > 20)
        throw new Error('The file postgres-password does not belong to this database.', { cause: error });
    }
    if (!announced && performance.now() - started > 3000) {
      announced = true;
      onProgress('PostgreSQL is recovering what was in flight when it was last stopped');
    }
    await sleep(25);
  }
  throw new Error('PostgreSQL ended while starting.');
}

/** Stops a server that this process started. */
export async function stopServer(server: Server): Promise<void> {
  await server.superuserClient.end().catch(() => {});
  if (!server.hasExited()) await stopPostmaster(server.pid, server.hasExited);
}

function tail(file: number, from: number): string {
  const length = Math.min(fstatSync(file).size - from, 4000);
  const buffer = Buffer.alloc(length);
  readSync(file, buffer, 0, length, fstatSync(file).size - length);
  return buffer.toString('utf8').trim();
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
