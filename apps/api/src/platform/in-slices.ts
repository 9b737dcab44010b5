import { setImmediate as nextTurn } from 'node:timers/promises';
import { elapsedMs } from './clock.ts';

/** After so long, whoever else waits for the process has a turn. */
const SLICE_MS = 5;

/** Maps a list that a caller made long, letting others have a turn now and then. Nothing is mapped after one has failed. */
export async function mapInSlices<T, R>(list: Iterable<T>, map: (item: T, index: number) => R): Promise<R[]> {
  const results: R[] = [];
  let begin = elapsedMs();
  for (const item of list) {
    results.push(map(item, results.length));
    if (elapsedMs() - begin < SLICE_MS) continue;
    await nextTurn();
    begin = elapsedMs();
  }
  return results;
}
