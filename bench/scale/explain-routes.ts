import { bodyOf, type Scenario, type World } from './scenarios/scenario.ts';
import type { Mode, Probe, Sample } from './statement-probe.ts';

/** All that was seen of one statement, over every route, parameter and repetition. */
export type StatementReport = {
  shape: string;
  mode: Mode;
  routes: string[];
  executions: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  p95Pages: number;
  /** Large tables that it read from one end to the other. */
  scanned: string[];
  /** Where it was slowest, with the plan of that time. */
  slowest: Sample & { scenario: string };
};

type Tried = { median: Sample; tries: Sample[]; scenario: string; route: string };

/** How often each scenario is called with other parameters, and how often each statement of each call is tried. */
export type Effort = { rounds: number; tries: number; firstRound: number };

export type Explanation = {
  statements: StatementReport[];
  /** Statements that could not be tried, with the reason. */
  failures: string[];
};

/** Calls every scenario and reports each statement that the application sent. */
export async function explainRoutes(
  probe: Probe,
  world: World,
  scenarios: readonly Scenario[],
  largeTables: ReadonlySet<string>,
  { rounds, tries, firstRound }: Effort,
  onScenario: (name: string) => void,
): Promise<Explanation> {
  const tried: Tried[] = [];
  const failures = new Set<string>();
  for (const scenario of scenarios) {
    const name = `${scenario.route} (${scenario.name})`;
    onScenario(name);
    for (let round = firstRound; round < firstRound + rounds; round++) {
      const prepared = await scenario.prepare?.(world, round);
      const samples: Sample[] = [];
      const answer = await probe.explain(
        {
          times: tries,
          onSample: (sample) => void samples.push(sample),
          onFailure: (text, error) => {
            // What is refused by a key of the table fails under EXPLAIN, too, and so does what follows on it.
            if (scenario.name === 'refused') return;
            failures.add(`${error instanceof Error ? error.message : error}: ${text}`);
          },
        },
        () => scenario.act(world, round, prepared as never),
      );
      if (scenario.name !== 'refused') failWith(name, () => bodyOf(answer));
      tried.push(...groupTries(samples, tries).map((group) => toTried(group, name, scenario.route)));
    }
  }
  return { statements: reportsOf(tried, largeTables), failures: [...failures] };
}

/** Says which scenario an error comes from. */
export function failWith(name: string, check: () => unknown): void {
  try {
    check();
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

// Of the executions of one statement in one mode, so many in a row are tries of the same.
function groupTries(samples: readonly Sample[], tries: number): Sample[][] {
  return [...Map.groupBy(samples, ({ sql, mode }) => `${mode} ${sql}`).values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / tries) }, (_, index) =>
      group.slice(index * tries, (index + 1) * tries),
    ),
  );
}

// The middle of the tries counts, so that what else the machine did meanwhile does not.
function toTried(tries: Sample[], scenario: string, route: string): Tried {
  const sorted = tries.toSorted((a, b) => a.executionMs - b.executionMs);
  return { median: sorted[Math.floor((sorted.length - 1) / 2)]!, tries, scenario, route };
}

function reportsOf(tried: readonly Tried[], largeTables: ReadonlySet<string>): StatementReport[] {
  const reports = [...Map.groupBy(tried, ({ median }) => `${median.mode} ${median.shape}`).values()].map(
    (group): StatementReport => {
      const { shape, mode } = group[0]!.median;
      const times = group.map(({ median }) => median.executionMs).sort((a, b) => a - b);
      const pages = group.map(({ median }) => median.hitPages + median.readPages).sort((a, b) => a - b);
      const slowest = group.reduce((a, b) => (a.median.executionMs >= b.median.executionMs ? a : b));
      return {
        shape,
        mode,
        routes: [...new Set(group.map(({ route }) => route))],
        executions: group.length,
        p50Ms: quantile(times, 0.5),
        p95Ms: quantile(times, 0.95),
        maxMs: times.at(-1) ?? 0,
        p95Pages: quantile(pages, 0.95),
        scanned: [...new Set(group.flatMap(({ tries }) => tries.flatMap(({ scanned }) => scanned)))].filter(
          (table) => largeTables.has(table),
        ),
        slowest: { ...slowest.median, scenario: slowest.scenario },
      };
    },
  );
  return reports.sort((a, b) => b.p95Ms - a.p95Ms);
}

/** The value below which this share of sorted values lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
