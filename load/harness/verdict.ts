import type { Profile } from '../k6/traffic.ts';
import { grewTooMuch, growthOf } from './growth.ts';
import type { K6Summary } from './k6.ts';
import type { Moment } from './sampler.ts';

export type Budgets = {
  load: Record<'p95Ms' | 'failedPercent' | 'appCpuPercent' | 'appRssMb', { budget: number; limit: number }>;
  soak: { growthPercent: number; ignoredGrowth: Record<Grower, number> };
};

type Grower = 'heapMb' | 'rssMb' | 'handles' | 'connections' | 'redisClients';

/** One line of the verdict; without a budget it is told and not judged. */
export type Line = {
  what: string;
  measured: string;
  budget?: string;
  limit?: string;
  verdict?: 'kept' | 'missed';
};

type Judged = {
  profile: Profile;
  users: number;
  summary: K6Summary;
  moments: readonly Moment[];
  budgets: Budgets;
};

/** Judges a run: the speed and cost of serving it, and for a soak what grew. */
export function judge(run: Judged): Line[] {
  const lines = [...speedOf(run), ...costOf(run)];
  return run.profile === 'soak' ? [...lines, ...growthLines(run)] : lines;
}

/** True when every line that is judged keeps its budget. */
export const isKept = (lines: readonly Line[]): boolean => lines.every(({ verdict }) => verdict !== 'missed');

function speedOf({ profile, summary: { metrics }, budgets: { load } }: Judged): Line[] {
  const full = metrics['http_req_duration{load:full}']?.values;
  const all = metrics.http_req_duration?.values;
  const requests = metrics.http_reqs?.values;
  // A soak is judged over its whole day, the others over the time in which everybody was there.
  const judged =
    profile !== 'soak' && full && (metrics['http_reqs{load:full}']?.values.count ?? 0) > 0 ? full : all;
  const failed = 100 * (metrics.http_req_failed?.values.rate ?? 1);
  const checksFailed = 100 * (1 - (metrics.checks?.values.rate ?? 0));
  const { p95Ms, failedPercent } = load;
  return [
    line('p95 of all requests', judged?.['p(95)'] ?? Number.NaN, 'ms', p95Ms),
    {
      what: 'median, p99, slowest',
      measured: [judged?.med, judged?.['p(99)'], judged?.max].map(ms).join(', '),
    },
    line('failed requests', failed, '%', failedPercent),
    line('answers that were not what they should be', checksFailed, '%', failedPercent),
    {
      what: 'requests, and each second on average',
      measured: `${requests?.count ?? 0}, ${(requests?.rate ?? 0).toFixed(0)}`,
    },
  ];
}

function costOf({ profile, users, moments, budgets: { load } }: Judged): Line[] {
  if (moments.length === 0) return [{ what: 'CPU and memory', measured: 'not measured at a given address' }];
  const atFullLoad = moments.filter((moment) => moment.users >= users * 0.98);
  const judged = profile === 'soak' || atFullLoad.length === 0 ? moments : atFullLoad;
  const mean = (of: (moment: Moment) => number) =>
    judged.reduce((sum, moment) => sum + of(moment), 0) / judged.length;
  const told = (what: string, percent: number): Line => ({ what, measured: `${percent.toFixed(1)} %` });
  return [
    line(
      'CPU of the app, of one core',
      mean((moment) => moment.appCpuPercent),
      '%',
      load.appCpuPercent,
    ),
    told(
      'CPU of PostgreSQL',
      mean((moment) => moment.postgresCpuPercent),
    ),
    told(
      'CPU of Redis',
      mean((moment) => moment.redisCpuPercent),
    ),
    told(
      'CPU of k6',
      mean((moment) => moment.k6CpuPercent),
    ),
    line('most memory of the app', Math.max(...moments.map(({ appRssMb }) => appRssMb)), 'MB', load.appRssMb),
  ];
}

const GROWERS: readonly (readonly [Grower, string, (moment: Moment) => number | undefined])[] = [
  ['heapMb', 'heap after collection, MB', ({ heapMb }) => heapMb],
  ['rssMb', 'memory, MB', ({ appRssMb }) => appRssMb],
  ['handles', 'open files and sockets', ({ handles }) => handles],
  ['connections', 'database connections', ({ connections }) => connections],
  ['redisClients', 'Redis clients', ({ redisClients }) => redisClients],
];

function growthLines({ moments, budgets: { soak } }: Judged): Line[] {
  return GROWERS.map(([name, what, readFrom]) => {
    const samples = moments.flatMap((moment) => {
      const value = readFrom(moment);
      return value === undefined ? [] : [{ atMs: moment.atMs, users: moment.users, value }];
    });
    const found = growthOf(samples);
    const budget = `< ${soak.growthPercent} %`;
    if (!found) return { what: `growth of ${what}`, measured: 'too few samples', budget, verdict: 'missed' };
    const percent = (100 * found.growth) / found.level;
    return {
      what: `growth of ${what}`,
      measured: `${signed(found.growth)} on ${found.level.toFixed(1)} (${signed(percent)} %)`,
      budget,
      verdict: grewTooMuch(found, soak.growthPercent, soak.ignoredGrowth[name]) ? 'missed' : 'kept',
    };
  });
}

function line(
  what: string,
  value: number,
  unit: string,
  { budget, limit }: { budget: number; limit: number },
): Line {
  const written = (number: number) => `${Number(number.toFixed(number < 1 ? 3 : 1))} ${unit}`;
  return {
    what,
    measured: Number.isNaN(value) ? 'nothing' : written(value),
    budget: `≤ ${written(budget)}`,
    limit: `${written(limit)}`,
    verdict: value <= budget ? 'kept' : 'missed',
  };
}

const ms = (value: number | undefined): string => `${(value ?? Number.NaN).toFixed(1)} ms`;
const signed = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;
