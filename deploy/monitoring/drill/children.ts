import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The processes of one drill; all of them end with it. */
export class Children {
  readonly #running = new Set<ChildProcess>();
  readonly #folder: string;

  /** @param folder where each process has its log, NAME.log */
  constructor(folder: string) {
    this.#folder = folder;
    process.once('exit', () => {
      for (const child of this.#running) child.kill('SIGKILL');
    });
  }

  /** Starts a process and waits until `url` answers with 200. */
  async start(
    name: string,
    command: string[],
    { url, env, cwd }: { url: string; env?: Record<string, string>; cwd?: string },
  ): Promise<ChildProcess> {
    const [program = '', ...args] = command;
    const log = openSync(join(this.#folder, `${name}.log`), 'a');
    const child = spawn(program, args, {
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      ...(cwd && { cwd }),
    });
    closeSync(log);
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    for (let attempt = 0; attempt < 1200 && this.#running.has(child); attempt++) {
      const answer = await fetch(url).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.ok) return child;
      await sleep(50);
    }
    throw new Error(`${name} did not start; ${join(this.#folder, `${name}.log`)} says why`);
  }

  /** Ends all of them, those that were stopped in mid-air too. */
  async end(): Promise<void> {
    const gone = [...this.#running].map((child) => once(child, 'exit'));
    for (const child of this.#running) child.kill('SIGKILL');
    await Promise.all(gone);
  }
}
