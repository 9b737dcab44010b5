/**
 * Measures the product against its floors. Usage: npm run bench -- [--quick] [--only KEY,KEY] [--profile DIR]
 * The full run writes bench/results and exits with 1 when a bar is missed; --quick takes less than three minutes and exits
 * with 1 when a bar is missed that was not, or a known miss has grown.
 */
import { parseArgs } from 'node:util';
import { judge, readBudgets, type Verdict, verdictLine } from './budgets.ts';
import { measureAll } from './measure-all.ts';
import { figuresOf } from './summary.ts';
import { tableOf } from './table.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, profile: { type: 'string' } },
});
const quick = values.quick ?? false;
const startedAt = new Date();
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const only = values.only?.split(',');
const { readyMs, results } = await measureAll({ quick, only, profileDir: values.profile, say });
console.log(tableOf(results));
console.log(`start to ready, database up: ${readyMs.toFixed(0)} ms`);

const budgets = Object.fromEntries(
  Object.entries(readBudgets()).filter(
    ([figure]) => !only || only.some((key) => figure.startsWith(`${key}.`)),
  ),
);
const verdicts = judge(budgets, figuresOf(readyMs, results));
for (const verdict of verdicts) console.log(verdictLine(verdict));
if (!quick && !only) console.log(`written: ${writeResults(startedAt, { readyMs, results, verdicts })}`);

const fails = ({ state }: Verdict): boolean => state === 'missed' || (state === 'known miss' && !quick);
process.exit(verdicts.some(fails) ? 1 : 0);
