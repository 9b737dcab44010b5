import { CheckInEntry } from '@healthprotocol/contracts';
import type { NamedDay, NamedItem } from '@healthprotocol/domain';
import { expect, test } from 'vitest';
import { nextEntry, pick, uuidv7 } from './check-in-entry.ts';
import { trafficOf } from './traffic.ts';

const now = new Date('2026-11-26T16:00:00.000Z');
const assignmentId = '01890a5d-ac96-774b-bcce-b302099a8057';
const item = (fields: Partial<NamedItem>): NamedItem => ({
  assignmentId,
  activityId: 'walk',
  kind: 'habit',
  title: 'Walk',
  instructions: '',
  slot: 'morning',
  state: 'later',
  checkIn: null,
  ...fields,
});
const answered = { id: assignmentId } as NonNullable<NamedItem['checkIn']>;
const day = (items: NamedItem[]): NamedDay => ({
  date: '2026-11-26',
  today: '2026-11-26',
  earliestDate: '2026-11-19',
  timeZone: 'Europe/Madrid',
  dayStartHour: 0,
  assignments: [],
  items,
  asNeeded: [],
  adherence: { kind: 'nothing_due' },
  done: 0,
  total: items.length,
  streakDays: 0,
});
const middling = () => 0.5;

test('what a virtual client sends is what the contract takes', () => {
  const measures = [
    { loinc: '8480-6', display: 'Systolic', unit: 'mm[Hg]', precision: 0, targetLow: 100, targetHigh: 140 },
  ];
  const questionnaire = { name: 'PHQ-9', minScore: 0, maxScore: 27 };
  for (let chance = 0; chance < 1; chance += 0.05) {
    for (const one of [item({}), item({ measures }), item({ questionnaire, slot: '08:30' })]) {
      const entry = nextEntry(day([one]), now, () => chance);
      expect(CheckInEntry.safeParse(entry).error).toBeUndefined();
    }
  }
});

test('readings lie in what is aimed at', () => {
  const measures = [
    { loinc: '8480-6', display: 'Systolic', unit: 'mm[Hg]', precision: 0, targetLow: 100, targetHigh: 140 },
  ];
  const entry = nextEntry(day([item({ measures })]), now, middling);
  expect(entry?.readings).toEqual([{ loinc: '8480-6', value: 120, unit: 'mm[Hg]' }]);
});

test('what is not answered yet comes first; when all is, one is taken back; an empty day has nothing to say', () => {
  const done = item({ activityId: 'done', state: 'done', checkIn: answered });
  expect(nextEntry(day([done, item({})]), now, middling)).toMatchObject({ activityId: 'walk' });
  expect(nextEntry(day([done]), now, middling)).toMatchObject({ activityId: 'done', status: 'undone' });
  expect(nextEntry(day([]), now, middling)).toBeUndefined();
});

test('an as-needed use takes the first number that is free', () => {
  const use = { ...item({}), maxPerDay: 3, checkIns: [{ ...answered, slot: 'as-needed-1' }] };
  const entry = nextEntry({ ...day([]), asNeeded: [use] }, now, middling);
  expect(entry).toMatchObject({ slot: 'as-needed-2', status: 'done' });
});

test('ids are version 7 and sort by time', () => {
  const early = uuidv7(now, Math.random);
  const late = uuidv7(new Date(now.getTime() + 1), Math.random);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(pick([], Math.random)).toBeUndefined();
});

test('a thousand users are 900 clients and 100 practitioners, two minutes up, five there, two down', () => {
  const stages = (peak: number) => [
    { duration: '120s', target: peak },
    { duration: '300s', target: peak },
    { duration: '120s', target: 0 },
  ];
  expect(trafficOf('stages', { users: 1000, minutes: 9 })).toEqual({
    clients: stages(900),
    practitioners: stages(100),
  });
});

test('a soak presses 24 hours into the minutes given, with clients asleep at night and nobody treating', () => {
  const { clients, practitioners } = trafficOf('soak', { users: 400, minutes: 12 });
  expect(clients).toHaveLength(24);
  expect(practitioners).toHaveLength(24);
  expect(clients.every(({ duration }) => duration === '30s')).toBe(true);
  expect(Math.max(...clients.map(({ target }) => target))).toBe(360);
  expect(Math.min(...clients.map(({ target }) => target))).toBe(18);
  expect(Math.min(...practitioners.map(({ target }) => target))).toBe(0);
});
