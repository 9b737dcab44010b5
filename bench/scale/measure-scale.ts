import { readFileSync } from 'node:fs';
import pg from 'pg';
import { compareRoutes, type RouteCost } from './compare-routes.ts';
import type { LoadedCounts } from './count-loaded.ts';
import { explainRoutes, type StatementReport } from './explain-routes.ts';
import { statementsNotSent } from './not-from-routes.ts';
import { chooseSamples } from './sample-people.ts';
import { openScaleApp } from './scale-app.ts';
import type { Compared } from './scale-folder.ts';
import type { ScaleDatabase } from './scale-server.ts';
import { routesWithoutScenario, SCENARIOS } from './scenarios/every-route.ts';
import type { World } from './scenarios/scenario.ts';
import { installProbe } from './statement-probe.ts';
import { LARGE_TABLE_ROWS, readTableSizes, type TableSize } from './table-sizes.ts';

/** All that one run found. */
export type ScaleReport = {
  /** Times and plans are judged; a small table is rightly read as a whole. */
  judgesCost: boolean;
  loadedInSeconds: Record<string, number>;
  loaded: LoadedCounts;
  tables: TableSize[];
  statements: StatementReport[];
  notExplained: string[];
  costs: RouteCost[];
  routesWithoutScenario: string[];
  /** Large tables that something read from one end to the other, also inside functions and foreign keys. */
  scannedTables: string[];
  /** Statements of the tests that neither a route nor a job sent here, though it should. */
  statementsNotSent: string[];
};

type Choice = { small: boolean; rounds: number; routes: string | undefined; shapes: string | undefined };

/** How often each call is explained and compared, and how often each statement of a call is tried. */
const effortFor = ({ small, rounds }: Choice) =>
  small ? { rounds: 1, tries: 1, comparisons: 1 } : { rounds, tries: 3, comparisons: 32 };

/** Explains every statement on the large database and compares what routes cost on both. */
export async function measureScale(compared: Compared, choice: Choice): Promise<ScaleReport> {
  const probe = installProbe();
  const large = await openWorld(compared.large, compared.nowMs);
  const small = await openWorld(compared.small, compared.nowMs);
  const scenarios = SCENARIOS.filter(({ route }) => route.includes(choice.routes ?? ''));
  const say = (name: string) => process.stderr.write(`${name}\n`);
  try {
    const before = await readTableSizes(large.owner);
    const largeTables = new Set(
      before.filter(({ rows }) => rows > LARGE_TABLE_ROWS).map(({ table }) => table),
    );
    const { rounds, tries, comparisons } = effortFor(choice);
    const effort = { rounds, tries, firstRound: 0 };
    const { statements, failures } = await explainRoutes(probe, large, scenarios, largeTables, effort, say);
    // Begins where the rounds that explain have ended, so that no write is repeated.
    const compare = { rounds: comparisons, firstRound: rounds };
    const costs = await compareRoutes(large, small, scenarios, compare, say);
    return {
      judgesCost: !choice.small,
      loadedInSeconds: compared.loadedInSeconds,
      loaded: compared.loaded,
      tables: before,
      statements,
      notExplained: failures,
      costs,
      routesWithoutScenario: routesWithoutScenario(large.app.contracts),
      scannedTables: scannedBetween(before, await readTableSizes(large.owner), largeTables),
      statementsNotSent: notSent(choice.shapes, statements),
    };
  } finally {
    await large.close();
    await small.close();
  }
}

async function openWorld(
  { ownerUrl, appUrl }: ScaleDatabase,
  nowMs: number,
): Promise<World & { close(): Promise<void> }> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const samples = await chooseSamples(owner, nowMs);
  // Choosing reads whole tables; what it counted is not the application's.
  await owner.query('select pg_stat_force_next_flush()');
  const app = await openScaleApp(appUrl, nowMs);
  return {
    app,
    owner,
    samples,
    nowMs,
    close: async () => {
      await app.close();
      await owner.end();
    },
  };
}

function scannedBetween(
  before: readonly TableSize[],
  after: readonly TableSize[],
  largeTables: ReadonlySet<string>,
): string[] {
  const scans = new Map(before.map(({ table, sequentialScans }) => [table, sequentialScans]));
  return after
    .filter(
      ({ table, sequentialScans }) => largeTables.has(table) && sequentialScans > (scans.get(table) ?? 0),
    )
    .map(({ table }) => table);
}

function notSent(file: string | undefined, statements: readonly StatementReport[]): string[] {
  if (!file) return [];
  const sent = new Set(statements.map(({ shape }) => shape));
  return statementsNotSent(readFileSync(file, 'utf8').split('\n'), sent);
}
