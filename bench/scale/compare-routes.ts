import { failWith, quantile } from './explain-routes.ts';
import { bodyOf, type Scenario, type World } from './scenarios/scenario.ts';

/** What one scenario costs on the large database and on the small one, in milliseconds. */
export type RouteCost = { route: string; name: string; largeMs: number; smallMs: number; ratio: number };

/** Calls every scenario on both by turns and compares the medians. */
export async function compareRoutes(
  large: World,
  small: World,
  scenarios: readonly Scenario[],
  { rounds, firstRound }: { rounds: number; firstRound: number },
  onScenario: (name: string) => void,
): Promise<RouteCost[]> {
  const costs: RouteCost[] = [];
  for (const scenario of scenarios) {
    onScenario(`${scenario.route} (${scenario.name})`);
    const times = { large: [] as number[], small: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.large.push(await timeOf(scenario, large, firstRound + round));
      times.small.push(await timeOf(scenario, small, firstRound + round));
    }
    const [largeMs, smallMs] = [times.large, times.small].map((list) =>
      quantile(
        list.sort((a, b) => a - b),
        0.5,
      ),
    ) as [number, number];
    costs.push({ route: scenario.route, name: scenario.name, largeMs, smallMs, ratio: largeMs / smallMs });
  }
  return costs;
}

async function timeOf(scenario: Scenario, world: World, round: number): Promise<number> {
  const prepared = await scenario.prepare?.(world, round);
  const started = performance.now();
  const answer = await scenario.act(world, round, prepared as never);
  const took = performance.now() - started;
  if (scenario.name !== 'refused') failWith(`${scenario.route} (${scenario.name})`, () => bodyOf(answer));
  return took;
}
