import { chance, ID, pick, uuidAt } from './deterministic.ts';
import type { Population } from './population.ts';

export const DAY_MS = 86_400_000;

/** Somebody of the team. */
export type Staff = {
  userId: string;
  memberId: string;
  name: string;
  role: 'owner' | 'admin' | 'practitioner';
};

/** A client; without `userId` and `memberId` practitioners record for them. */
export type Person = {
  index: number;
  id: string;
  name: string;
  email: string;
  userId: string | null;
  memberId: string | null;
  careTeam: readonly string[];
  timeZone: string;
  dayStartHour: number;
  archived: boolean;
  createdAt: number;
};

/** The team and the clients of an organization as they are loaded. `nowMs` is noon in UTC, so that every zone has one date. */
export type People = { organizationId: string; nowMs: number; staff: Staff[]; clients: Person[] };

/** The session of a user, or one with an id of its own, by which a measurement signs in. */
export const tokenOf = (id: string): string => `scale-${id}`;

const GIVEN = [
  'Ana',
  'José',
  'Łukasz',
  'Wei',
  'Amina',
  'Oluwaseun',
  'Ingrid',
  'Mateo',
  'Yuki',
  'Fatima',
  'Björn',
  'Chloé',
  'Rajesh',
  'Leila',
  'Tom',
  'Marta',
  'Siobhán',
  'Kofi',
  'Nina',
  'Pavel',
];
const FAMILY = [
  'García',
  'Müller',
  'Nguyễn',
  'Smith',
  'Okafor',
  'Kowalski',
  'Rossi',
  'Tanaka',
  'Haddad',
  'Johansson',
  'Silva',
  'Novák',
  'O’Brien',
  'Kumar',
  'Dubois',
  'Petrov',
  'Yılmaz',
  'Jensen',
  'Costa',
  'Weber',
  'Lopez',
  'Park',
  'Ivanova',
  'Moreau',
];
const ZONES = [
  'Europe/Madrid',
  'Europe/Madrid',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Lisbon',
  'America/New_York',
  'America/Chicago',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Africa/Lagos',
  'Europe/Warsaw',
];

/** Makes up the team and the clients: one practitioner with many clients, the others sharing the rest, some clients with two. */
export function makePeople(population: Population, nowMs: number): People {
  const organizationId = uuidAt(nowMs - 800 * DAY_MS, ID.organization, 0, 1);
  const roles = ['owner', 'owner', 'admin', 'admin', 'admin'] as const;
  const staff = Array.from({ length: roles.length + population.practitioners }, (_, index): Staff => {
    const at = nowMs - 790 * DAY_MS + index * 60_000;
    return {
      userId: uuidAt(at, ID.user, 0, index),
      memberId: uuidAt(at, ID.member, 0, index),
      name: nameOf(index, 1),
      role: roles[index] ?? 'practitioner',
    };
  });
  const practitioners = staff.filter(({ role }) => role === 'practitioner').map(({ memberId }) => memberId);
  const clients = Array.from({ length: population.clients }, (_, index) =>
    makeClient(index, population, practitioners, nowMs),
  );
  return { organizationId, nowMs, staff, clients };
}

function makeClient(
  index: number,
  population: Population,
  practitioners: readonly string[],
  nowMs: number,
): Person {
  const createdAt = Math.floor(nowMs - (700 - (index / population.clients) * 690) * DAY_MS);
  // The first client is the one with the long history, and signs in.
  const signsIn = index === 0 || chance(index, 30) < 0.7;
  const [busiest = '', ...others] = practitioners;
  const isOfBusiest = index % Math.round(population.clients / population.clientsOfBusiest) === 0;
  const first = isOfBusiest ? busiest : pick(others, index, 31);
  const second = chance(index, 32) < 0.3 ? pick(others, index, 33) : first;
  const name = nameOf(index, 2);
  return {
    index,
    id: uuidAt(createdAt, ID.client, 1, index),
    name,
    email: `client.${index}@example.org`,
    userId: signsIn ? uuidAt(createdAt, ID.user, 1, index) : null,
    memberId: signsIn ? uuidAt(createdAt, ID.member, 1, index) : null,
    careTeam: first === second ? [first] : [first, second],
    timeZone: index === 0 ? 'Europe/Madrid' : pick(ZONES, index, 34),
    dayStartHour: chance(index, 35) < 0.1 ? 3 : 0,
    archived: index > 10 && chance(index, 36) < 0.05,
    createdAt,
  };
}

function nameOf(index: number, salt: number): string {
  const family = `${pick(FAMILY, index, salt)} ${pick(FAMILY, index, salt + 100)}`;
  return `${pick(GIVEN, index, salt + 200)} ${family}`;
}
