/** What was seen at one moment: a figure, and how many users there were. */
export type Sample = { atMs: number; value: number; users: number };

/** A figure at the start of the time looked at, and by how much it grew until its end, with the users' part taken out. */
export type Growth = { level: number; growth: number };

/** The first fifth is for warming up: pools fill, code is compiled, caches take what they may. */
const WARM_UP = 0.2;

/** Moments are compared with others that had about as many users: within a tenth of the range. */
const GROUPS = 10;

/**
 * Fits `value = a + b·time + c·users` by least squares over the samples after the warm-up, with an `a` of its own for each tenth of
 * the range of users, and returns what `b` amounts to. With the users in the fit, a tide that comes and goes with them is no
 * growth, not even one that soon comes up against a bound, as a pool does; two samples at the ends decide nothing.
 * Undefined with fewer than ten samples.
 */
export function growthOf(samples: readonly Sample[]): Growth | undefined {
  const first = samples[0]?.atMs ?? 0;
  const last = samples.at(-1)?.atMs ?? 0;
  const from = first + WARM_UP * (last - first);
  const kept = samples.filter(({ atMs }) => atMs >= from);
  if (kept.length < 10) return undefined;

  const fewest = Math.min(...kept.map(({ users }) => users));
  const range = Math.max(...kept.map(({ users }) => users)) - fewest;
  const groups = Map.groupBy(kept, ({ users }) => Math.floor((GROUPS * (users - fewest)) / (range + 1)));
  let [timeTime, timeUsers, usersUsers, timeValue, usersValue] = [0, 0, 0, 0, 0];
  for (const group of groups.values()) {
    const mean = {
      time: meanOf(group, ({ atMs }) => atMs),
      users: meanOf(group, ({ users }) => users),
      value: meanOf(group, ({ value }) => value),
    };
    for (const sample of group) {
      const time = sample.atMs - mean.time;
      const users = sample.users - mean.users;
      const value = sample.value - mean.value;
      timeTime += time * time;
      timeUsers += time * users;
      usersUsers += users * users;
      timeValue += time * value;
      usersValue += users * value;
    }
  }
  // The normal equations of the fit around the means; alone with time when the users never changed.
  const determinant = timeTime * usersUsers - timeUsers * timeUsers;
  const apart = determinant > 1e-9 * timeTime * usersUsers;
  const slope = apart
    ? (timeValue * usersUsers - usersValue * timeUsers) / determinant
    : timeValue / timeTime;
  const growth = slope * (last - from);
  return { level: meanOf(kept, ({ value }) => value) - growth / 2, growth };
}

const meanOf = (samples: readonly Sample[], of: (sample: Sample) => number): number =>
  samples.reduce((sum, one) => sum + of(one), 0) / samples.length;

/** True when the growth is more than `percent` of the level, and more than what is ignored in any case. */
export function grewTooMuch({ level, growth }: Growth, percent: number, ignored: number): boolean {
  return growth > ignored && growth > (percent / 100) * level;
}
