import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { openDatabase } from '../src/platform/db/pool.ts';
import type { TestApp } from './build-test-app.ts';
import type { FromService, Measured, ToService } from './measured-service.ts';
import { createTestDatabase } from './test-database.ts';

export type MeasuredService = {
  /** What factories and calls of the other tests work with, over HTTP. */
  app: TestApp;
  /** Runs a request, and says what it has cost the process of the service; with `fromRest`, after all garbage was collected. */
  measure<T>(request: () => Promise<T>, options?: { fromRest?: boolean }): Promise<{ answer: T } & Measured>;
  close(): Promise<void>;
};

/** As `npm start` starts it; the garbage collector can be asked to run. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=8', '--max-old-space-size=512'];

/** Starts the application on a database of its own, in a process of its own. */
export async function startMeasuredService(): Promise<MeasuredService> {
  const { appUrl, ownerUrl, drop } = await createTestDatabase();
  const child = fork(join(import.meta.dirname, 'measured-service.ts'), [appUrl, ownerUrl], {
    execArgv: FLAGS,
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  });
  const { port, dataDir } = (await next(child)) as { port: number; dataDir: string };
  const owner = openDatabase({ url: ownerUrl, poolMax: 2 });
  const send = (message: ToService): Promise<FromService> => {
    child.send(message);
    return next(child);
  };
  return {
    app: {
      ...{ owner, ownerUrl, appUrl, dataDir },
      takeRoundTrips: () => 0,
      request: (options: InjectOptions) => request(port, options),
    } as unknown as TestApp,
    measure: async (work, { fromRest = false } = {}) => {
      await send(fromRest ? 'begin_from_rest' : 'begin');
      const answer = await work();
      return { answer, ...((await send('end')) as Measured) };
    },
    close: async () => {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
      await owner.destroy();
      await drop();
    },
  };
}

async function next(child: ChildProcess): Promise<FromService> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('The process of the service is gone');
    }),
  ]);
  return message as FromService;
}

async function request(
  port: number,
  { method = 'GET', url, headers, payload }: InjectOptions,
): Promise<LightMyRequestResponse> {
  const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
    method,
    headers: {
      ...(headers as Record<string, string>),
      ...(payload && { 'content-type': 'application/json' }),
    },
    ...(payload && { body: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });
  const body = await answer.text();
  return {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    body,
    json: () => JSON.parse(body),
  } as unknown as LightMyRequestResponse;
}
