import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of decisions that is the same for the same keys, whatever other streams are asked. */
export type Random = {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  /** True in `share` of cases, 0–1. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An entry by its weight. */
  weighted<T extends { weight: number }>(list: readonly T[]): T;
  /** A number around `mean` that lies within two `spread`s of it, the nearer the likelier. */
  around(mean: number, spread: number): number;
};

/** Opens the stream that belongs to the keys. */
export function randomOf(...keys: readonly (string | number)[]): Random {
  const digest = createHash('sha256').update(keys.join('/')).digest();
  const generator = xoroshiro128plus(digest.readInt32LE());
  const fraction = (): number => uniformFloat64(generator);
  const int = (from: number, to: number): number => uniformInt(generator, from, to);
  return {
    int,
    chance: (share) => fraction() < share,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted: (list) => {
      let left = fraction() * list.reduce((sum, { weight }) => sum + weight, 0);
      const found = list.find(({ weight }) => {
        left -= weight;
        return left < 0;
      });
      return found ?? list.at(-1)!;
    },
    around: (mean, spread) => mean + (fraction() + fraction() - 1) * 2 * spread,
  };
}
