import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One bar. `missedAt` is the figure of a bar that is missed today: the bar stays, every run names the miss, and a quick
 * run fails when it has become worse than that by more than noise. It goes when the bar is met.
 */
export type Limit = ({ atLeast: number } | { atMost: number }) & { missedAt?: number };
export type Budgets = Record<string, Limit>;
export type Verdict = { figure: string; value: number; limit: Limit; state: 'met' | 'known miss' | 'missed' };

/** How far a figure of short rounds strays on a shared machine with nothing changed. */
const NOISE = 0.2;

/** Reads bench/budgets.json. */
export const readBudgets = (): Budgets =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8'));

/** Judges every figure that has a bar; a bar whose figure was not measured is missed. */
export function judge(budgets: Budgets, figures: Readonly<Record<string, number>>): Verdict[] {
  return Object.entries(budgets).map(([figure, limit]) => {
    const value = figures[figure] ?? Number.NaN;
    return { figure, value, limit, state: stateOf(limit, value) };
  });
}

function stateOf(limit: Limit, value: number): Verdict['state'] {
  const { missedAt } = limit;
  if ('atLeast' in limit) {
    if (value >= limit.atLeast) return 'met';
    return missedAt !== undefined && value >= missedAt * (1 - NOISE) ? 'known miss' : 'missed';
  }
  if (value <= limit.atMost) return 'met';
  return missedAt !== undefined && value <= missedAt * (1 + NOISE) ? 'known miss' : 'missed';
}

/** A verdict in one line. */
export function verdictLine({ figure, value, limit, state }: Verdict): string {
  const bar = 'atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`;
  const known = limit.missedAt === undefined ? '' : `, written down as missed at ${limit.missedAt}`;
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2);
  return `${state.padEnd(10)} ${figure.padEnd(32)} ${shown.padStart(8)}  (${bar}${known})`;
}
