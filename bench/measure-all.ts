import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, readBudgets } from './budgets.ts';
import { countTrips } from './count-trips.ts';
import { type BenchData, loadData } from './load-data.ts';
import { type Contender, measureScenario, type Pace, type Round } from './measure-scenario.ts';
import { type MeasuredServer, startServer } from './measured-server.ts';
import { POOL_MAX, SECRET, startProduct } from './product.ts';
import { authorsOf, type FloorName, makeScenarios, recordDays, type Scenario } from './scenarios.ts';
import { type Services, startServices } from './services.ts';
import { figuresOf, median, PRODUCT, type ScenarioResult, summarize } from './summary.ts';

export type Options = {
  quick: boolean;
  /** Keys of the scenarios to measure; all when absent. */
  only: string[] | undefined;
  profileDir: string | undefined;
  say: (line: string) => void;
};

const quickly: Pace = { rounds: 3, warmUpMs: 1500, roundMs: 2500 };
const properly: Pace = { rounds: 7, warmUpMs: 4000, roundMs: 6000 };
/** What is compared with nothing needs no more than a look. */
const lookOnly = (pace: Pace): Pace => ({ ...pace, rounds: Math.min(pace.rounds, 3) });

/** Brings everything up, measures every scenario and takes everything down again. */
export async function measureAll(options: Options): Promise<{ readyMs: number; results: ScenarioResult[] }> {
  const { quick, say } = options;
  say('starting PostgreSQL and Redis');
  const services = await startServices();
  try {
    say('loading data');
    const data = await loadData(services.ownerUrl, { secret: SECRET, clients: quick ? 100 : 200 });
    const readyMs = await measureStart(services, quick ? 3 : 5);
    const product = await startProduct(services, options.profileDir);
    const floors = new Map<FloorName, MeasuredServer>();
    try {
      const all = await makeScenarios(product.port, data);
      const chosen = all.filter(({ key }) => !options.only || options.only.includes(key));
      const trips = await countTrips(services, chosen);
      // After the check-ins of the count, which change what a day looks like.
      await startFloors(floors, product, services, data);
      const results: ScenarioResult[] = [];
      for (const scenario of chosen) {
        say(`measuring ${scenario.name}`);
        const counted = { key: scenario.key, name: scenario.name, ...trips.get(scenario.key)! };
        results.push(
          await measureOne(scenario, counted, { product, floors, pace: quick ? quickly : properly }),
        );
      }
      return { readyMs, results };
    } finally {
      await Promise.all([product, ...floors.values()].map((server) => server.stop()));
    }
  } catch (error) {
    say(endOfLog(join(services.folder, 'product.log')));
    throw error;
  } finally {
    await services.stop();
  }
}

/** What the product said last of what went wrong. */
function endOfLog(file: string): string {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => !line.includes('"level":30'))
    .slice(-10)
    .join('\n');
}

async function measureStart(services: Services, times: number): Promise<number> {
  const readyMs: number[] = [];
  for (let time = 0; time < times; time++) {
    const server = await startProduct(services);
    readyMs.push(server.readyMs);
    await server.stop();
  }
  return median(readyMs);
}

type Counted = Pick<ScenarioResult, 'key' | 'name' | 'sqlRoundTrips' | 'redisRoundTrips'>;
type Means = { product: MeasuredServer; floors: Map<FloorName, MeasuredServer>; pace: Pace };

/** Measures a scenario, and once more when it misses a bar, so that a moment of the machine decides nothing. */
async function measureOne(
  scenario: Scenario,
  counted: Counted,
  { product, floors, pace }: Means,
): Promise<ScenarioResult> {
  const contenders: Contender[] = [
    ...scenario.floors.map((name) => ({ name, server: floors.get(name)! })),
    { name: PRODUCT, server: product },
  ];
  const [floor] = scenario.floors;
  if (floor) await scenario.compare?.(product.port, floors.get(floor)!.port);
  const rounds = await measureScenario(scenario, contenders, floor ? pace : lookOnly(pace));
  const result = () => ({
    ...counted,
    servers: summarize(rounds, floor),
    rounds: Object.fromEntries(rounds),
  });
  if (!misses(result())) return result();
  const again = await measureScenario(scenario, contenders, pace);
  for (const [name, more] of again) (rounds.get(name) as Round[]).push(...more);
  return result();
}

function misses(result: ScenarioResult): boolean {
  const figures = figuresOf(0, [result]);
  return judge(readBudgets(), figures).some(({ figure, state }) => figure in figures && state === 'missed');
}

async function startFloors(
  floors: Map<FloorName, MeasuredServer>,
  product: MeasuredServer,
  { folder }: Services,
  data: BenchData,
): Promise<void> {
  const answersFile = join(folder, 'answers.json');
  const authorsFile = join(folder, 'authors.json');
  writeFileSync(answersFile, JSON.stringify(await recordDays(product.port, data)));
  writeFileSync(authorsFile, JSON.stringify(authorsOf(data.clients)));
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: data.appUrl,
    POOL_MAX: String(POOL_MAX),
    ORGANIZATION_ID: data.organizationId,
    ANSWERS: answersFile,
    AUTHORS: authorsFile,
  };
  const names: FloorName[] = ['node-http', 'f1-same-bytes', 'f2-list-protocols', 'f3-check-in'];
  for (const name of names) {
    const file = join(import.meta.dirname, 'floors', `${name}.ts`);
    const logFile = join(folder, `${name}.log`);
    floors.set(name, await startServer({ file, environment, logFile, readyPath: '/ready' }));
  }
}
