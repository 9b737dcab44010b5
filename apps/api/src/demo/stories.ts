import type { Fit } from './pathways.ts';

/** What has become of a client's current protocol, and how they take to it. */
export type Story =
  | 'steady'
  | 'weekend_gaps'
  | 'fading'
  /** Nothing has come for one to three weeks. */
  | 'silent'
  /** Nothing has come for longer. */
  | 'gone'
  | 'out_of_target'
  | 'side_effect'
  | 'ends_soon'
  | 'new'
  | 'scheduled'
  | 'paused'
  | 'completed'
  | 'stopped'
  /** A client to whom nothing has been assigned yet. */
  | 'nothing_yet';

/** How many of the clients of one practitioner have each story; 40 in all. */
const SHARES: Record<Story, number> = {
  steady: 12,
  weekend_gaps: 5,
  fading: 2,
  silent: 2,
  gone: 1,
  out_of_target: 3,
  side_effect: 1,
  ends_soon: 2,
  new: 3,
  scheduled: 2,
  paused: 2,
  completed: 2,
  stopped: 2,
  nothing_yet: 1,
};

/** The stories of one practitioner's clients, in the order in which they come. */
export const STORIES: readonly Story[] = (Object.entries(SHARES) as [Story, number][]).flatMap(
  ([story, count]) => Array<Story>(count).fill(story),
);

/** What a pathway must have for a story to be told of it. */
export const NEEDED: Partial<Record<Story, Fit>> = {
  fading: 'steady',
  silent: 'steady',
  gone: 'steady',
  weekend_gaps: 'steady',
  out_of_target: 'measured',
  side_effect: 'medicated',
  ends_soon: 'short',
  completed: 'short',
};

export type Moment = {
  /** Days before the client's today. */
  daysAgo: number;
  weekday: string;
  /** Days before today on which a silent client said the last word. */
  silentSince: number;
};

/** Share of what is due that a client answers on a day. */
export function answeredShare(story: Story, { daysAgo, weekday, silentSince }: Moment): number {
  switch (story) {
    case 'fading':
      if (daysAgo > 28) return 0.95;
      return daysAgo > 14 ? 0.9 : 0.3 + (daysAgo / 14) * 0.35;
    case 'weekend_gaps':
      return weekday === 'sat' || weekday === 'sun' ? 0.2 : 0.95;
    case 'silent':
    case 'gone':
      return daysAgo < silentSince ? 0 : 0.88;
    case 'stopped':
      return 0.6;
    default:
      return 0.95;
  }
}
