/** A k6 stage: within `duration` the number of users moves to `target`. */
export type Stage = { duration: string; target: number };

/** One profile: how many clients and practitioners are there, and when. */
export type Traffic = { clients: Stage[]; practitioners: Stage[] };

export const PROFILES = ['smoke', 'stages', 'spike', 'soak'] as const;
export type Profile = (typeof PROFILES)[number];

/** Users and minutes of a profile when nothing else is asked for. */
export const USUAL: Record<Profile, { users: number; minutes: number }> = {
  smoke: { users: 20, minutes: 1 / 3 },
  stages: { users: 1000, minutes: 9 },
  spike: { users: 1000, minutes: 3 },
  soak: { users: 400, minutes: 15 },
};

/** One user in ten treats, the others are treated. */
const PRACTITIONERS = 0.1;

/** The stages of a profile, stretched or pressed into `minutes`. */
export function trafficOf(profile: Profile, { users, minutes }: { users: number; minutes: number }): Traffic {
  const treating = Math.max(1, Math.round(users * PRACTITIONERS));
  const treated = users - treating;
  if (profile === 'soak') {
    return {
      clients: alongTheDay(CLIENTS_BY_HOUR, treated, minutes),
      practitioners: alongTheDay(PRACTITIONERS_BY_HOUR, treating, minutes),
    };
  }
  const shape = (peak: number) =>
    SHAPES[profile].map(([share, level]) => ({
      duration: seconds(share * minutes),
      target: Math.round(level * peak),
    }));
  return { clients: shape(treated), practitioners: shape(treating) };
}

/** Share of the time, and level at its end as a share of all users. */
const SHAPES: Record<Exclude<Profile, 'soak'>, readonly (readonly [number, number])[]> = {
  smoke: [
    [0.05, 1],
    [0.9, 1],
    [0.05, 0],
  ],
  // Of nine minutes: two up, five there, two down.
  stages: [
    [2 / 9, 1],
    [5 / 9, 1],
    [2 / 9, 0],
  ],
  // A reminder reaches everybody at once.
  spike: [
    [0.05, 0.1],
    [0.2, 0.1],
    [0.03, 1],
    [0.37, 1],
    [0.03, 0.1],
    [0.27, 0.1],
    [0.05, 0],
  ],
};

/**
 * A day from 18:00 to 18:00, in per cent of all users at the end of each hour. It begins with the evening, so that the service
 * has seen its peak before growth is judged.
 */
const CLIENTS_BY_HOUR = [
  100, 100, 85, 60, 35, 15, 8, 5, 5, 5, 8, 25, 70, 100, 90, 55, 40, 45, 60, 55, 40, 40, 50, 70,
];
const PRACTITIONERS_BY_HOUR = [
  20, 10, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 5, 40, 100, 100, 100, 90, 50, 80, 100, 100, 80, 40,
];

const alongTheDay = (byHour: readonly number[], peak: number, minutes: number): Stage[] =>
  byHour.map((percent) => ({
    duration: seconds(minutes / byHour.length),
    target: Math.round((percent / 100) * peak),
  }));

const seconds = (minutes: number): string => `${Math.max(1, Math.round(minutes * 60))}s`;
