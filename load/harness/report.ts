import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../k6/traffic.ts';
import type { Complaints, K6Summary } from './k6.ts';
import type { Moment } from './sampler.ts';
import type { Line } from './verdict.ts';

export type Outcome = {
  profile: Profile;
  users: number;
  minutes: number;
  startedAt: string;
  k6: string;
  /** Milliseconds until the service was ready; null at a given address. */
  readyAfterMs: number | null;
  lines: Line[];
  complaints: Complaints;
  summary: K6Summary;
  moments: readonly Moment[];
};

const RESULTS = join(import.meta.dirname, '../results');

/** The verdict as a table for the terminal and for Markdown. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ['what', 'measured', 'budget', 'outer limit', 'verdict'],
    ...lines.map(({ what, measured, budget, limit, verdict }) => [
      what,
      measured,
      budget ?? '',
      limit ?? '',
      verdict ?? '',
    ]),
  ];
  return tableFrom(rows);
}

/** The requests by kind: how many, and how fast under full load and below. */
export function requestsOf({ metrics }: K6Summary): string {
  const rows = Object.entries(metrics).flatMap(([metric, { values }]) => {
    const name = /^http_req_duration\{name:(.*)\}$/.exec(metric)?.[1];
    const count = metrics[`http_reqs{name:${name}}`]?.values.count ?? 0;
    if (!name || count === 0) return [];
    return [
      [name, String(count), ...['med', 'p(95)', 'p(99)'].map((part) => (values[part] ?? 0).toFixed(1))],
    ];
  });
  return tableFrom([['request', 'count', 'median ms', 'p95 ms', 'p99 ms'], ...rows]);
}

/** Keeps the outcome beside the scripts, as JSON for machines and Markdown for people; returns the path without an ending. */
export function keepOutcome(outcome: Outcome): string {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${outcome.startedAt.slice(0, 16).replaceAll(':', '')}-${outcome.profile}`);
  writeFileSync(`${path}.json`, `${JSON.stringify(forMachines(outcome), null, 1)}\n`);
  writeFileSync(`${path}.md`, forPeople(outcome));
  return path;
}

function forMachines({ summary, moments, ...rest }: Outcome): object {
  const metrics = Object.entries(summary.metrics)
    .filter(([, { values }]) => values.count !== 0)
    .map(([name, { values }]) => [name, roundedValues(values)]);
  return {
    machine: machine(),
    ...rest,
    metrics: Object.fromEntries(metrics),
    everyTenSeconds: thinned(moments),
  };
}

const roundedValues = (values: object): object =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? rounded(value) : value]),
  );
const rounded = (value: number): number => Number(value.toPrecision(5));

/** The mean of every ten looks is enough to draw from. */
function thinned(moments: readonly Moment[]): object[] {
  const groups = Map.groupBy(moments, (_, index) => Math.floor(index / 10));
  const started = moments[0]?.atMs ?? 0;
  return [...groups.values()].map((group) => {
    const names = Object.keys(group[0] ?? {}) as (keyof Moment)[];
    const means = names.map((name) => {
      const known = group.flatMap((moment) => moment[name] ?? []);
      return [name, rounded(known.reduce((sum, value) => sum + value, 0) / known.length)];
    });
    return { ...Object.fromEntries(means), atMs: Math.round((group[0]?.atMs ?? 0) - started) };
  });
}

function forPeople(outcome: Outcome): string {
  const { profile, users, minutes, startedAt, k6, readyAfterMs, lines, complaints, summary } = outcome;
  const faults = Object.entries(complaints).map(([kind, count]) => `- ${count} × ${kind}`);
  const peak = Math.max(0, ...outcome.moments.map((moment) => moment.users));
  return `# ${profile}, ${users} users, ${Number(minutes.toFixed(1))} minutes

${startedAt}, ${machine()}, ${k6.split(' (')[0]}${peak ? `, at most ${peak} users at once` : ''}${
    readyAfterMs === null ? '' : `, service ready after ${Math.round(readyAfterMs)} ms`
  }. The machine is shared by the service, PostgreSQL, Redis and k6.

${tableOf(lines)}

${requestsOf(summary)}
${faults.length > 0 ? `\nWhat failed:\n\n${faults.join('\n')}\n` : ''}`;
}

const machine = (): string => `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}`;

function tableFrom(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const written = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  written.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return written.join('\n');
}
