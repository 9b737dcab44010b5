import { driveLoad, type LoadResult } from './drive-load.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { ProcessSample } from './report-process.ts';
import type { Scenario } from './scenarios.ts';

export type Round = LoadResult & {
  cpuMicrosecondsPerRequest: number;
  rssBytes: number;
  eventLoopDelayMs: number;
};
export type Contender = { name: string; server: MeasuredServer };
export type Pace = { rounds: number; warmUpMs: number; roundMs: number };

/** The rounds of each contender by its name: one after the other, in turns, so that all meet the same machine. */
export async function measureScenario(
  { nextRequest, connections }: Scenario,
  contenders: readonly Contender[],
  { rounds, warmUpMs, roundMs }: Pace,
): Promise<Map<string, Round[]>> {
  const drive = ({ port }: MeasuredServer, durationMs: number) =>
    driveLoad({ port, connections, durationMs, nextRequest });
  const results = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (const { server } of contenders) await drive(server, warmUpMs);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const { name, server } of order) {
      server.startSample();
      const load = await drive(server, roundMs);
      results.get(name)!.push(toRound(load, await server.takeSample()));
    }
  }
  return results;
}

function toRound(load: LoadResult, { cpuMicroseconds, rssBytes, eventLoopDelayMs }: ProcessSample): Round {
  return {
    ...load,
    cpuMicrosecondsPerRequest: cpuMicroseconds / load.requests,
    rssBytes,
    eventLoopDelayMs,
  };
}
