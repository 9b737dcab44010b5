import type { RouteCost } from './compare-routes.ts';
import { inWords, missingOf } from './count-loaded.ts';
import type { StatementReport } from './explain-routes.ts';
import type { ScaleReport } from './measure-scale.ts';
import { populationOf } from './population.ts';
import { outline } from './query-plan.ts';

const P95_BUDGET_MS = 5;
const COST_BUDGET = 1.3;
/** Routes that may not cost more because others have a long history. */
const HELD_TO_COST = ['GET /me/day', 'POST /me/check-ins'];

const ms = (value: number): string => `${value.toFixed(2)} ms`.padStart(11);
const short = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** Prints a report and says whether everything holds. */
export function printReport(report: ScaleReport, say: (line: string) => void): boolean {
  say(`\nLoaded: ${inWords(report.loaded)}`);
  say('\nTables');
  for (const { table, rows, megabytes } of report.tables)
    say(
      `  ${table.padEnd(22)} ${Math.round(rows).toLocaleString('en').padStart(12)} rows ${String(megabytes).padStart(7)} MB`,
    );

  say(`\nStatements: ${report.statements.length} different ones, slowest first`);
  for (const statement of report.statements.slice(0, 25)) say(lineOf(statement));

  say('\nRoutes, large against small');
  for (const cost of report.costs.toSorted((a, b) => b.ratio - a.ratio)) say(costLine(cost));

  const faults = faultsOf(report);
  for (const fault of faults) say(`\nFAIL ${fault}`);
  say(`\n${faults.length === 0 ? 'Every bar holds.' : `${faults.length} bars missed.`}`);
  return faults.length === 0;
}

const lineOf = ({ p50Ms, p95Ms, maxMs, p95Pages, shape, executions, mode }: StatementReport): string =>
  `  p50${ms(p50Ms)}  p95${ms(p95Ms)}  max${ms(maxMs)}  ${String(p95Pages).padStart(6)} pages  ${String(executions).padStart(4)}×  ${mode.padEnd(7)} ${short(shape, 110)}`;

const costLine = ({ route, name, largeMs, smallMs, ratio }: RouteCost): string =>
  `  ${ratio.toFixed(2).padStart(7)}× ${ms(largeMs)} ${ms(smallMs)}  ${route} (${name})`;

/** Every bar that was missed, in words. */
function faultsOf(report: ScaleReport): string[] {
  return [
    ...(report.judgesCost ? costFaultsOf(report) : []),
    ...report.notExplained.map((failure) => `not explained: ${failure}`),
    ...report.routesWithoutScenario.map((route) => `${route} is not called`),
    ...report.statementsNotSent.map((shape) => `the tests send what no route sent here: ${shape}`),
  ];
}

function costFaultsOf({ loaded, statements, costs, scannedTables }: ScaleReport): string[] {
  const scans = statements.filter(({ scanned }) => scanned.length > 0);
  const slow = statements.filter(({ p95Ms }) => p95Ms >= P95_BUDGET_MS);
  const dear = costs.filter(({ route, ratio }) => HELD_TO_COST.includes(route) && ratio > COST_BUDGET);
  return [
    ...missingOf(loaded, populationOf('full')),
    ...scans.map((one) => `reads all of ${one.scanned.join(', ')}: ${explain(one)}`),
    ...slow.map((one) => `p95 of ${one.p95Ms.toFixed(1)} ms, ${P95_BUDGET_MS} are allowed: ${explain(one)}`),
    ...dear.map(
      ({ route, name, ratio }) => `${route} (${name}) costs ${ratio.toFixed(2)}×, ${COST_BUDGET}× is allowed`,
    ),
    ...scannedTables.map((table) => `something read all of ${table}`),
  ];
}

const explain = ({ shape, mode, slowest, routes }: StatementReport): string =>
  [
    `${mode} plan: ${short(shape, 2000)}`,
    `  in ${routes.join(', ')}; slowest in ${slowest.scenario}`,
    outline(slowest.plan, 1),
  ].join('\n');
