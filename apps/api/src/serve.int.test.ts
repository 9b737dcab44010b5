import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

let folder: string;
const started: ChildProcessWithoutNullStreams[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
});
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) await end(child);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Service = { child: ChildProcessWithoutNullStreams; output: () => string; address: () => string };

/** Runs `serve` in a process of its own, with an app whose one slow route tells when it is reached. */
function launch(settings: Record<string, string> = {}, flags: string[] = []): Service {
  const script = `
    import Fastify from ${JSON.stringify(import.meta.resolve('fastify'))};
    import { readConfigOrExit } from ${JSON.stringify(import.meta.resolve('./config.ts'))};
    import { serve } from ${JSON.stringify(import.meta.resolve('./serve.ts'))};
    const buildApp = async ({ isAccepting }) => {
      const app = Fastify();
      app.get('/slow', async ({ query }) => {
        process.stdout.write('reached\\n');
        await new Promise((resolve) => setTimeout(resolve, Number(query.ms ?? 700)));
        return 'whole';
      });
      app.get('/exhaust', async () => {
        const all = [];
        for (;;) all.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
      });
      app.get('/ready', async (_request, reply) => reply.code(isAccepting() ? 200 : 503).send());
      return app;
    };
    const loadDemo = async ({ mode }) => [{ role: 'practitioner', email: mode + '@example.org', password: 'p' }];
    serve(readConfigOrExit(), { buildApp, loadDemo }).then(
      (banner) => process.stdout.write(banner),
      (error) => { process.stderr.write('FAILED ' + error.message); process.exit(1); },
    );`;
  const child = spawn(process.execPath, [...flags, '--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...settings },
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const address = () => /ready at (http:\S+)/.exec(output)?.[1] ?? '';
  return { child, output: () => output, address };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

async function ready(service: Service): Promise<Service> {
  await until(() => service.address() !== '' || service.child.exitCode !== null);
  expect(service.output()).toContain('ready at');
  return service;
}

async function end(
  child: ChildProcessWithoutNullStreams,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  const gone = once(child, 'exit');
  child.kill(signal);
  return (await gone)[0];
}

const postmasterIsGone = (): boolean => {
  try {
    readFileSync(join(folder, 'postgres/postmaster.pid'));
    return false;
  } catch {
    return true;
  }
};

test('starts from nothing and prints the address and the demo sign-ins', async () => {
  const { child, output } = await ready(launch());
  expect(output()).toContain('Applied migration');
  expect(output()).toMatch(/practitioner {2}auto@example\.org {2}p/);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(await end(child)).toBe(0);
  expect(postmasterIsGone()).toBe(true);
});

test('answers what is in flight before it stops, although npm and the terminal both send the signal', async () => {
  const { child, output, address } = await ready(launch());
  const answer = fetch(`${address()}/slow`).then((response) => response.text());
  await until(() => output().includes('reached'));
  const gone = once(child, 'exit');
  const before = performance.now();
  child.kill('SIGINT');
  await sleep(50);
  child.kill('SIGINT');
  expect(await answer).toBe('whole');
  expect((await gone)[0]).toBe(0);
  expect(performance.now() - before).toBeLessThan(5000);
  expect(postmasterIsGone()).toBe(true);
});

test('says it is not ready while load balancers still send requests', async () => {
  const { child, output, address } = await ready(launch({ DRAIN_DELAY_SECONDS: '1' }));
  expect((await fetch(`${address()}/ready`)).status).toBe(200);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await until(() => output().includes('SIGTERM'));
  expect((await fetch(`${address()}/ready`)).status).toBe(503);
  expect((await gone)[0]).toBe(0);
});

test('cuts off what takes longer than the time it has', async () => {
  const { child, output, address } = await ready(launch({ SHUTDOWN_TIMEOUT_SECONDS: '1' }));
  const answer = fetch(`${address()}/slow?ms=20000`).then(
    () => 'answered',
    () => 'cut off',
  );
  await until(() => output().includes('reached'));
  expect(await end(child)).toBe(0);
  expect(await answer).toBe('cut off');
  expect(output()).toContain('were cut off');
});

test('ends at once at a second, later signal, and starts again after that', async () => {
  const { child } = await ready(launch({ DRAIN_DELAY_SECONDS: '60' }));
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await sleep(1200);
  child.kill('SIGINT');
  expect((await gone)[0]).toBe(1);
  await ready(launch());
});

test.each([150, 250, 350, 450])('stops cleanly when asked to %i ms into its start', async (ms) => {
  const { child, output } = launch();
  await sleep(ms);
  // Before the handlers are in place the signal itself ends the process, which leaves nothing behind.
  expect([0, null]).toContain(await end(child));
  expect(output()).not.toContain('FAILED');
  const again = await ready(launch());
  expect(await end(again.child)).toBe(0);
});

const linesAbout = (output: string): string[] =>
  output.split('\n').filter((line) => line.includes('The last run'));

test('when it is killed, the database ends by itself, and the next start says so in one line', async () => {
  const { child } = await ready(launch());
  await end(child, 'SIGKILL');
  await until(postmasterIsGone);
  const next = await ready(launch());
  const about = linesAbout(next.output());
  expect(about).toHaveLength(1);
  expect(about[0]).toContain(`(process ${child.pid}, started 20`);
  expect(about[0]).toContain('did not close: it was killed, or the machine went down');
  await end(next.child);
  const after = await ready(launch());
  expect(linesAbout(after.output())).toEqual([]);
});

test('when it runs out of memory, the database ends by itself, and the next start says so in one line', async () => {
  const { child, address } = await ready(
    launch({ SMTP_URL: 'smtp://user:the-password@127.0.0.1:25' }, [
      ...['--max-old-space-size=80', '--report-exclude-env', '--report-exclude-network'],
    ]),
  );
  const gone = once(child, 'exit');
  fetch(`${address()}/exhaust`).catch(() => undefined);
  await gone;
  await until(postmasterIsGone);
  const next = await ready(launch());
  const about = linesAbout(next.output());
  expect(about).toHaveLength(1);
  expect(about[0]).toMatch(/did not close: .*heap out of memory/);
  const report = readFileSync(join(folder, 'last-crash.json'), 'utf8');
  expect(report).not.toMatch(/the-password|environmentVariables/);
});

test('gives one plain reason when the port is taken, and takes the database down again', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { child, output } = launch({ PORT: String(port) });
  await once(child, 'exit');
  other.close();
  expect(child.exitCode).toBe(1);
  expect(output()).toContain('FAILED');
  await until(postmasterIsGone);
});

test('serves metrics on a port of their own, until the last request is answered', async () => {
  const { child, output, address } = await ready(launch({ METRICS_PORT: '0' }));
  const metricsAt = /Metrics are at (http:\S+)/.exec(output())?.[1] ?? '';
  const told = await (await fetch(metricsAt)).text();
  expect(told).toContain('healthprotocol_db_pool_max 10');
  expect(told).toContain('nodejs_eventloop_lag_p99_seconds');
  expect((await fetch(`${address()}/metrics`)).status).toBe(404);
  const answer = fetch(`${address()}/slow`).then((response) => response.text());
  await until(() => output().includes('reached'));
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  expect((await fetch(metricsAt)).status).toBe(200);
  expect(await answer).toBe('whole');
  expect((await gone)[0]).toBe(0);
});

test('names the setting when the port for metrics is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { child, output } = launch({ METRICS_PORT: String(port) });
  await once(child, 'exit');
  other.close();
  expect(child.exitCode).toBe(1);
  expect(output()).toContain(`FAILED METRICS_PORT ${port} is already in use`);
});

test('never loads demo data in production or when told not to', async () => {
  const quiet = await ready(launch({ DEMO_DATA: 'false' }));
  expect(quiet.output()).not.toContain('Demo');
  await end(quiet.child);
  const SECRET = readFileSync(join(folder, 'secret'), 'utf8').trim();
  const production = await ready(launch({ NODE_ENV: 'production', SECRET }));
  expect(production.output()).not.toContain('Demo');
});
