import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The main process of a running PostgreSQL, as its file postmaster.pid names it. */
export type Postmaster = { pid: number; port: number };

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Finds the PostgreSQL that runs on a cluster. After a crash postmaster.pid is left over and its number may by now
 * belong to any process, which PostgreSQL takes for its own and refuses to start; such a file is removed.
 */
export function findPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const pid = Number(lines[0]);
  if (Number.isInteger(pid) && pid > 0) {
    if (isAlive(pid) && serves(pid, folder)) return { pid, port: Number(lines[3] ?? 0) };
    // PostgreSQL itself still refuses when processes of the old one hold its shared memory.
    rmSync(file, { force: true });
  }
  return undefined;
}

// PostgreSQL makes the cluster its working directory.
function serves(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
        'postgres',
      );
    } catch {
      return false;
    }
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch (error) {
    // A process that ended has none; one that may not be looked at could be ours.
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

/** Ends a PostgreSQL the fast way: open transactions roll back, everything committed is flushed. */
export async function stopPostmaster(pid: number, isGone: () => boolean): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    if (isAlive(pid)) process.kill(pid, name);
  };
  signal('SIGINT');
  const patienceMs = 30_000;
  const started = performance.now();
  while (!isGone()) {
    // Without the last checkpoint the next start recovers from the log; nothing committed is lost.
    if (performance.now() - started > patienceMs) signal('SIGQUIT');
    await sleep(20);
  }
}
