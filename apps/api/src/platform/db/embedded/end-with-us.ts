import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { platform } from 'node:os';
import { postgresEnvironment } from './launcher.ts';

/**
 * Sees to it that PostgreSQL ends when this process is gone, however it went: a process that is killed, or runs out of memory, can do
 * nothing any more. A shell waits for the end of its input, which this process holds open. Call what it returns once PostgreSQL has ended.
 */
export function endWithUs(pid: number): () => void {
  // There is no such shell; the next start stops what was left over.
  if (platform() === 'win32') return () => {};
  const shell = spawn('/bin/sh', ['-c', 'read line || kill -INT "$0"', String(pid)], {
    env: postgresEnvironment,
    cwd: '/',
    // Ctrl-C reaches only us.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  (shell.stdin as Socket).unref();
  return () => void shell.stdin.end('PostgreSQL has ended\n');
}
