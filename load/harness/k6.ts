import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../k6/traffic.ts';
import { freePort } from './service.ts';

const HOW_TO_GET = `k6 was not found on the path. It builds with Go:

  go install go.k6.io/k6@v1.8.1

and lies in $(go env GOPATH)/bin afterwards.`;

type Values = Record<string, number | undefined>;

/** The figures that k6 leaves: by metric, and by metric with the part in braces. */
export type K6Summary = {
  state: { testRunDurationMs: number };
  metrics: Record<string, { values: Values; thresholds?: Record<string, { ok: boolean }> }>;
};

/** Kinds of failure, with how often each came. */
export type Complaints = Record<string, number>;

export type K6Run = {
  pid: number;
  statusUrl: string;
  ended: Promise<{ summary: K6Summary; complaints: Complaints }>;
};

/** @throws Error that says how to get it when there is no k6 */
export function k6Version(): string {
  const { stdout, error } = spawnSync('k6', ['version'], { encoding: 'utf8' });
  if (error) throw new Error(HOW_TO_GET);
  return stdout.trim();
}

type K6Options = {
  profile: Profile;
  users: number;
  minutes: number;
  target: string;
  sessionsFile: string;
  folder: string;
};

/** Starts a profile; its figures come when it has ended. */
export async function startK6({
  profile,
  users,
  minutes,
  target,
  sessionsFile,
  folder,
}: K6Options): Promise<K6Run> {
  const port = await freePort();
  const summaryFile = join(folder, 'summary.json');
  const logFile = join(folder, 'k6.log');
  const settings = {
    USERS: String(users),
    MINUTES: String(minutes),
    TARGET: target,
    SESSIONS: sessionsFile,
    SUMMARY: summaryFile,
  };
  const child = spawn(
    'k6',
    [
      'run',
      '--quiet',
      ...['--address', `127.0.0.1:${port}`],
      ...['--log-format', 'json', '--log-output', `file=${logFile}`],
      ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      join(import.meta.dirname, `../k6/${profile}.ts`),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(([code]) => {
    process.off('exit', kill);
    // 99: a threshold was missed, which is for the verdict to say.
    if (code !== 0 && code !== 99)
      throw new Error(`k6 ended with ${code}: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
    const summary = JSON.parse(readFileSync(summaryFile, 'utf8')) as K6Summary;
    return { summary, complaints: complaintsIn(readFileSync(logFile, 'utf8')) };
  });
  return { pid: child.pid ?? 0, statusUrl: `http://127.0.0.1:${port}/v1/status`, ended };
}

/** Counts the lines of k6's log, one a line as JSON, by what they say. */
export function complaintsIn(log: string): Complaints {
  const counts: Complaints = {};
  for (const line of log.split('\n')) {
    if (!line) continue;
    const { msg, level } = JSON.parse(line) as { msg: string; level: string };
    if (level !== 'warning' && level !== 'error') continue;
    const kind = msg.replaceAll(/127\.0\.0\.1:\d+/g, 'ADDRESS').slice(0, 160);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
