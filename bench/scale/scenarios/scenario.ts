import type { LightMyRequestResponse } from 'fastify';
import type pg from 'pg';
import type { Samples } from '../sample-people.ts';
import type { ScaleApp } from '../scale-app.ts';

/** One of the databases with the application on it. */
export type World = { app: ScaleApp; samples: Samples; owner: pg.Client; nowMs: number };

/** A way to call a route. `prepare` is not measured; both get the number of the repetition, so that none repeats a write. */
export type Scenario = {
  /** Method and path as the contract has them. */
  route: string;
  name: string;
  prepare?: (world: World, round: number) => Promise<unknown>;
  act: (world: World, round: number, prepared: never) => Promise<Answer>;
};

/** What an application answers. */
export type Answer = Pick<LightMyRequestResponse, 'statusCode' | 'body' | 'json'>;

/** Declares a scenario; what `prepare` gives `act` receives. */
export function scenario<T>(
  route: string,
  name: string,
  steps: {
    prepare?: (world: World, round: number) => Promise<T>;
    act: (world: World, round: number, prepared: T) => Promise<Answer>;
  },
): Scenario {
  return { route, name, ...steps } as Scenario;
}

/** One of a list in turn. */
export function inTurn<T>(list: readonly T[], round: number, offset = 0): T {
  const one = list[(round + offset) % list.length];
  if (one === undefined) throw new Error('There is nothing of this kind in the data');
  return one;
}

/** The body of an answer, or an error that says what was answered instead. */
export function bodyOf<T>(answer: Answer): T {
  if (answer.statusCode >= 400) throw new Error(`${answer.statusCode} ${answer.body.slice(0, 300)}`);
  return answer.body ? answer.json<T>() : (undefined as T);
}

/** Every choice of some of a list, none and all of them included. */
export const subsetsOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: 2 ** list.length }, (_, set) =>
    list.filter((_one, place) => (set >> place) % 2 === 1),
  );
