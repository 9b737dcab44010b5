import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const repositoryRoot = join(import.meta.dirname, '../..');

export type CommandResult = { ok: boolean; output: string };

const running = new Set<ChildProcess>();

/** Runs a command of the repository without a terminal and keeps everything it prints. */
export function runCommand(
  [command = '', ...args]: string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  const ownBin = join(repositoryRoot, 'node_modules/.bin');
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    env: { ...process.env, PATH: `${ownBin}${delimiter}${process.env.PATH ?? ''}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    const finish = (ok: boolean) => {
      running.delete(child);
      resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}

/** Passes Ctrl-C and termination on, so that no database or browser outlives the test run. */
export function stopCommandsWithThisProcess(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      for (const child of running) child.kill(signal);
      process.exitCode = 130;
    });
  }
}
