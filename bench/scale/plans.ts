import { chance, ID, mix, uuidAt } from './deterministic.ts';
import type { Due } from './due-templates.ts';
import { outcomeOf, rowsOf, wasAnswered } from './outcomes.ts';
import { DAY_MS, type People, type Person } from './people.ts';
import type { Population } from './population.ts';
import type { LoadedProtocol } from './protocols.ts';

/** One assignment and how its client keeps it. Days are epoch days; the first of two versions is followed until `movedOn`. */
export type Plan = {
  id: string;
  index: number;
  client: Person;
  protocol: LoadedProtocol;
  version: number;
  startDay: number;
  /** First day without anything to do. */
  endDay: number;
  movedOn: number | null;
  stoppedOn: number | null;
  pausedFrom: number | null;
  today: number;
  seed: number;
  diligence: number;
  /** From here on nothing comes, or less: `Infinity` for most. */
  quietFrom: number;
  dropsFrom: number;
};

/** How often each client is asked about, and how much of it is done. */
type Habits = Pick<Plan, 'diligence' | 'quietFrom' | 'dropsFrom' | 'today' | 'client'>;

const LONG_HISTORY_DAYS = 400;

/** What is due on each day of a plan, by the number of the day from its start on. */
export const dueOf = (plan: Pick<Plan, 'protocol' | 'startDay'>): readonly (readonly Due[])[] =>
  plan.protocol.template.daysFrom(plan.startDay);

/**
 * Assigns protocols so that the wanted numbers of check-ins and readings come out: what one client has too much or too little
 * the next ones make up for. The first client has a history of 400 days.
 */
export function makePlans(
  people: People,
  protocols: readonly LoadedProtocol[],
  population: Population,
): Plan[] {
  const today = Math.floor(people.nowMs / DAY_MS);
  const plans: Plan[] = [];
  const made = { checkIns: 0, readings: 0 };
  const published = protocols.filter(({ versions }) => versions > 0);
  const wanted = population.checkIns * 1.0002;
  for (const client of people.clients) {
    const left = (wanted - made.checkIns) / (people.clients.length - client.index);
    // Between a third and three times what is left for each: few with much, many with little.
    let budget =
      client.index === 0 ? Number.POSITIVE_INFINITY : left * (0.35 + 1.3 * chance(client.index, 40));
    const habits = habitsOf(client, today);
    const runs = client.index === 0 || (!client.archived && chance(client.index, 41) < 0.75);
    let endBefore = runs ? today + 1 : today - Math.floor(1 + chance(client.index, 42) * 120);
    const oldest = client.index === 0 ? today - LONG_HISTORY_DAYS : today - 360;
    for (let nth = 0; budget > 0 && endBefore > oldest && nth < 60; nth++) {
      const protocol = protocolFor(published, mix(client.index, 50 + nth), made, population);
      const plan = makePlan(plans.length, protocol, habits, {
        budget,
        endBefore,
        oldest,
        running: runs && nth === 0,
      });
      plans.push(plan);
      const { checkIns, readings } = countOf(plan);
      made.checkIns += checkIns;
      made.readings += readings;
      budget -= checkIns;
      endBefore = plan.startDay;
    }
  }
  return plans;
}

function habitsOf(client: Person, today: number): Habits {
  const kind = chance(client.index, 43);
  const diligence = client.index === 0 ? 0.95 : 0.35 + 0.63 * Math.sqrt(chance(client.index, 44));
  return {
    client,
    today,
    diligence,
    quietFrom: kind < 0.08 ? today - Math.floor(1 + chance(client.index, 45) * 20) : Number.POSITIVE_INFINITY,
    dropsFrom: kind > 0.95 ? today - 14 : Number.POSITIVE_INFINITY,
  };
}

// Some protocols are much in use and most hardly. Where readings are behind, one that measures is taken.
function protocolFor(
  published: readonly LoadedProtocol[],
  seed: number,
  made: { checkIns: number; readings: number },
  population: Population,
): LoadedProtocol {
  const wants = made.readings * population.checkIns < made.checkIns * population.readings;
  const share = chance(seed, 1) ** 3;
  const at = Math.floor(share * published.length);
  for (let step = 0; step < published.length; step++) {
    const protocol = published[(at + step) % published.length]!;
    if (protocol.template.readingShare > 0.3 === wants) return protocol;
  }
  return published[at]!;
}

type Room = { budget: number; endBefore: number; oldest: number; running: boolean };

function makePlan(index: number, protocol: LoadedProtocol, habits: Habits, room: Room): Plan {
  const { today, client } = habits;
  const seed = mix(index, 60);
  const { template } = protocol;
  const { durationDays } = template.content;
  const perDay = (template.daysFrom(0).flat().length / durationDays) * habits.diligence;
  // No longer than the budget lasts, so that days without an answer are the exception they are.
  const affordable = Math.max(2, Math.ceil(room.budget / perDay));
  const length = Math.min(durationDays, affordable, room.endBefore - room.oldest);
  const elapsed = room.running ? Math.max(1, Math.ceil(length * (0.1 + 0.9 * chance(seed, 1)))) : length;
  const startDay = room.endBefore - elapsed;
  const last = startDay + durationDays;
  const cutShort = !room.running && last > room.endBefore;
  const isPaused = room.running && client.index > 0 && elapsed > 4 && chance(seed, 2) < 0.02;
  const pausedFrom = isPaused ? today - 3 : null;
  return {
    ...habits,
    id: uuidAt((startDay - 1) * DAY_MS + (index % 80_000_000), ID.assignment, 0, index),
    index,
    protocol,
    version: protocol.versions,
    startDay,
    endDay: pausedFrom ?? (cutShort ? room.endBefore : last),
    movedOn: protocol.versions > 1 && elapsed > 3 && chance(seed, 3) < 0.1 ? startDay + 2 : null,
    stoppedOn: cutShort ? room.endBefore : null,
    pausedFrom,
    seed,
  };
}

function countOf(plan: Plan): { checkIns: number; readings: number } {
  const days = dueOf(plan);
  const counted = { checkIns: 0, readings: 0 };
  const end = Math.min(plan.endDay, plan.today + 1);
  for (let day = plan.startDay; day < end; day++) {
    const due = days[day - plan.startDay]!;
    for (let index = 0; index < due.length; index++) {
      if (!wasAnswered(plan, day, index, due[index]!)) continue;
      counted.checkIns += rowsOf(plan, day, index);
      if (due[index]!.measures.length > 0)
        counted.readings += outcomeOf(plan, day, index, due[index]!)!.readings.length;
    }
  }
  return counted;
}
