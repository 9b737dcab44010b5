import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const repositoryRoot = join(import.meta.dirname, '../..');

export type CommandResult = { ok: boolean; output: string };

const running = new Set<ChildProcess>();
let stopping = false;

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
      // While stopping, no next step may begin.
      if (!stopping) resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}

/** Ends what runs and then this process on Ctrl-C or termination, so that no database or browser outlives it. */
export function stopCommandsWithThisProcess(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      stopping = true;
      const children = [...running];
      for (const child of children) child.kill(signal);
      await Promise.race([Promise.all(children.map((child) => once(child, 'exit'))), sleep(10_000)]);
      for (const child of running) child.kill('SIGKILL');
      process.exit(130);
    });
  }
}
