import type { LocalDate } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import type { DemoClient } from './clients.ts';
import type { Random } from './random.ts';
import type { Story } from './stories.ts';

/** One protocol on a client's way. */
export type Step = {
  protocolKey: string;
  startDate: LocalDate;
  story: Story;
  silentSince: number;
  pausedOn?: LocalDate;
  resumedOn?: LocalDate;
  stoppedOn?: LocalDate;
};

/** How far back the data reaches. */
const HISTORY_DAYS = 122;
/** What does not end soon by its story ends later than this, so that it is not shown as ending. */
const NOT_SOON_DAYS = 12;

/** Lays a client's protocols over the last four months and the next weeks, from how long each of them takes. */
export function stepsOf(
  random: Random,
  client: DemoClient,
  durationOf: (protocolKey: string) => number,
): Step[] {
  const { today, pathway, story } = client;
  const current = story === 'nothing_yet' ? [] : [currentStep(random, client, durationOf(pathway.current))];
  const earlier: Step[] = [];
  let next = story === 'scheduled' ? addDays(today, -8) : (current[0]?.startDate ?? today);
  for (const protocolKey of story === 'new' || story === 'nothing_yet' ? [] : pathway.before) {
    const startDate = addDays(next, -durationOf(protocolKey) - random.int(1, 5));
    // What would have begun long ago was not done here, and nothing before it.
    if (startDate < addDays(today, -HISTORY_DAYS)) break;
    const before: Story = random.chance(0.3) ? 'weekend_gaps' : 'steady';
    earlier.unshift({ protocolKey, startDate, story: before, silentSince: 0 });
    next = startDate;
  }
  return [...earlier, ...current, ...besides(random, client, current[0], durationOf)];
}

function currentStep(random: Random, { story, today, pathway }: DemoClient, durationDays: number): Step {
  const daysAgo = (days: number) => addDays(today, -days);
  const longest = Math.min(durationDays - NOT_SOON_DAYS, HISTORY_DAYS - 6);
  const between = (least: number) => random.int(Math.min(least, longest), longest);
  const step = (startedAgo: number, more: Partial<Step> = {}): Step => ({
    protocolKey: pathway.current,
    startDate: daysAgo(startedAgo),
    story,
    silentSince: 0,
    ...more,
  });
  switch (story) {
    case 'new':
      return step(random.int(1, 5));
    case 'scheduled':
      return step(-random.int(2, 16));
    case 'ends_soon':
      return step(durationDays - 1 - random.int(1, 6));
    case 'completed':
      return step(durationDays - 1 + random.int(9, 30), { story: 'steady' });
    case 'paused':
      return step(between(30), { story: 'steady', pausedOn: daysAgo(random.int(9, 18)) });
    case 'stopped': {
      const stoppedAgo = random.int(9, 30);
      const startedAgo = Math.min(stoppedAgo + random.int(18, 60), stoppedAgo + durationDays - 4);
      return step(startedAgo, { stoppedOn: daysAgo(stoppedAgo) });
    }
    case 'silent':
      return step(between(34), { silentSince: random.int(7, 20) });
    case 'gone': {
      const startedAgo = between(40);
      return step(startedAgo, { silentSince: random.int(24, Math.max(24, startedAgo - 10)) });
    }
    case 'fading':
      return step(between(34));
    default: {
      const startedAgo = between(22);
      if (startedAgo < 45 || !random.chance(0.15)) return step(startedAgo);
      const pausedAgo = random.int(32, 40);
      const resumedOn = daysAgo(pausedAgo - random.int(4, 9));
      return step(startedAgo, { pausedOn: daysAgo(pausedAgo), resumedOn });
    }
  }
}

const WITHOUT_A_SECOND: readonly Story[] = ['new', 'scheduled', 'nothing_yet', 'paused', 'completed'];

function besides(
  random: Random,
  { pathway: { alongside }, story, today }: DemoClient,
  current: Step | undefined,
  durationOf: (protocolKey: string) => number,
): Step[] {
  if (!current || !alongside || WITHOUT_A_SECOND.includes(story)) return [];
  const durationDays = durationOf(alongside);
  const startedAgo = durationDays <= 14 ? 2 : random.int(10, Math.min(70, durationDays - NOT_SOON_DAYS));
  // Who falls silent falls silent in everything.
  const fallsSilent = story === 'silent' || story === 'gone';
  return [
    {
      protocolKey: alongside,
      startDate: addDays(today, -startedAgo),
      story: fallsSilent ? story : 'steady',
      silentSince: current.silentSince,
    },
  ];
}
