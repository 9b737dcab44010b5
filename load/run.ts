import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { k6Version, startK6 } from './harness/k6.ts';
import { type Options, readOptions, USAGE } from './harness/options.ts';
import { keepOutcome, type Outcome, requestsOf, tableOf } from './harness/report.ts';
import { startSampler } from './harness/sampler.ts';
import { seed } from './harness/seed.ts';
import { newSecret, startBackends, startService } from './harness/service.ts';
import { type Budgets, isKept, judge } from './harness/verdict.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const budgets = JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8')) as Budgets;

type Measured = Pick<Outcome, 'summary' | 'complaints' | 'moments' | 'readyAfterMs'>;

/** A service with a database and a Redis of its own, watched while k6 plays its users. */
async function measureOwn(options: Options, folder: string): Promise<Measured> {
  const { profile, users } = options;
  const measuresHeap = profile === 'soak';
  const secret = newSecret();
  const backends = await startBackends(folder);
  try {
    const people = await seed({ ownerUrl: backends.ownerUrl, secret, users, onProgress: say });
    const sessionsFile = join(folder, 'sessions.json');
    writeFileSync(sessionsFile, JSON.stringify(people));
    const service = await startService({ folder, backends, secret, measuresHeap });
    say(`Service ready after ${Math.round(service.readyAfterMs)} ms; ${people.length} people have a session`);
    const k6 = await startK6({ ...options, target: service.url, sessionsFile, folder });
    const watched = { service, backends, k6Pid: k6.pid, k6StatusUrl: k6.statusUrl, measuresHeap };
    const sampler = await startSampler(watched);
    const { summary, complaints } = await k6.ended;
    await sampler.stop();
    if (service.hasEnded()) complaints['the service ended by itself'] = 1;
    await service.stop();
    return { summary, complaints, moments: sampler.moments, readyAfterMs: service.readyAfterMs };
  } finally {
    await backends.stop();
  }
}

/** A service that somebody else runs: only what its users see. */
async function measureGiven(options: Options, folder: string): Promise<Measured> {
  const { target = '', sessionsFile = '' } = options.given ?? {};
  const k6 = await startK6({ ...options, target, sessionsFile: resolve(sessionsFile), folder });
  return { ...(await k6.ended), moments: [], readyAfterMs: null };
}

async function main(options: Options): Promise<number> {
  const k6 = k6Version();
  const folder = mkdtempSync(join(tmpdir(), 'healthprotocol-load-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const startedAt = new Date().toISOString();
  const measured = await (options.given ? measureGiven : measureOwn)(options, folder);
  const lines = judge({ ...options, ...measured, budgets });
  const { profile, users, minutes } = options;
  say(`\n${tableOf(lines)}\n\n${requestsOf(measured.summary)}\n`);
  for (const [kind, count] of Object.entries(measured.complaints)) say(`${count} × ${kind}`);
  say(`Kept in ${keepOutcome({ profile, users, minutes, startedAt, k6, lines, ...measured })}.md`);
  const kept = isKept(lines) && !measured.complaints['the service ended by itself'];
  say(kept ? `${profile}: every budget was kept` : `${profile}: a budget was missed`);
  return kept ? 0 : 1;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  process.stderr.write(`${options}\n\n${USAGE}`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  process.exitCode = await main(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
