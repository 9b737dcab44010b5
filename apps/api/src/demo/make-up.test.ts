import { ProtocolContent } from '@healthprotocol/contracts';
import { expect, test } from 'vitest';
import { commonPasswords } from '../features/identity/common-passwords.ts';
import { isEasilyGuessed, newPasswordIssues } from '../features/identity/password.policy.ts';
import { makeAssignments } from './assignments.ts';
import { checkInsOf } from './check-ins.ts';
import { makeClients } from './clients.ts';
import { DEMO_ORGANIZATIONS } from './organizations.ts';
import type { DemoProtocol } from './protocols.ts';
import { randomOf } from './random.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './sign-ins.ts';
import { STORIES } from './stories.ts';

const [heart] = DEMO_ORGANIZATIONS;

/** Something of everything, under every key that the pathways name. */
const content = ProtocolContent.parse({
  title: 'Anything',
  durationDays: 84,
  activities: [
    {
      id: 'walk',
      kind: 'exercise',
      title: 'Walk',
      schedule: { recurrence: { type: 'daily' }, slots: ['morning', 'evening'] },
      target: { value: 30, unit: 'min' },
    },
    {
      id: 'pressure',
      kind: 'measurement',
      title: 'Blood pressure',
      schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      measures: [{ loinc: '8480-6', display: 'Systolic', unit: 'mm[Hg]', targetHigh: 134 }],
    },
    {
      id: 'inhaler',
      kind: 'medication',
      title: 'Inhaler',
      schedule: { recurrence: { type: 'as_needed', maxPerDay: 4 }, slots: [] },
    },
  ],
});
const protocols = new Map<string, DemoProtocol>(
  heart!.pathways
    .flatMap(({ current, before, alongside }) => [current, ...before, alongside ?? current])
    .map((key) => [key, { id: key, versions: [{ version: 1, content, publishedOn: '2026-01-01' }] }]),
);

/** Everything made up for one organization as text, without the ids. */
function madeUp(seed: number, instant: string): string {
  const now = new Date(instant);
  const making = { seed, now, officeZone: heart!.timeZone, protocols };
  const clients = makeClients(seed, heart!, now).map((client) => {
    const assignments = makeAssignments(client, making);
    return { client, assignments, checkIns: assignments.map((one) => checkInsOf(seed, one, now, () => '')) };
  });
  return JSON.stringify(clients, (key, value) =>
    /^(id|\w+Id)$/.test(key) && key !== 'activityId' ? '' : value,
  );
}

test('the same seed and moment make the same, another seed makes something else', () => {
  const once = madeUp(1, '2026-11-24T15:00:00Z');
  expect(madeUp(1, '2026-11-24T15:00:00Z') === once).toBe(true);
  expect(madeUp(2, '2026-11-24T15:00:00Z') === once).toBe(false);
});

test('the same stories are told on another day', () => {
  const names = (instant: string) =>
    makeClients(1, heart!, new Date(instant)).map(({ name, story }) => [name, story]);
  expect(names('2027-03-01T00:30:00Z')).toEqual(names('2026-11-24T15:00:00Z'));
});

test('streams of decisions do not depend on each other, and stay in their bounds', () => {
  const one = randomOf('a', 1);
  const other = randomOf('a', 1);
  randomOf('a', 2).int(1, 6);
  const throws = Array.from({ length: 500 }, () => one.int(1, 6));
  expect(Array.from({ length: 500 }, () => other.int(1, 6))).toEqual(throws);
  expect([...new Set(throws)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  const near = Array.from({ length: 500 }, () => one.around(10, 2));
  expect(Math.min(...near)).toBeGreaterThanOrEqual(6);
  expect(Math.max(...near)).toBeLessThanOrEqual(14);
  expect(
    one.weighted([
      { weight: 0, name: 'never' },
      { weight: 1, name: 'always' },
    ]).name,
  ).toBe('always');
});

test('every practitioner has 40 clients with a story', () => {
  expect(STORIES).toHaveLength(40);
  for (const { clients, staff } of DEMO_ORGANIZATIONS) {
    expect(clients).toBe(40 * staff.filter(({ role }) => role === 'practitioner').length);
  }
});

test('the password of the demo users is one that the product would accept from them', async () => {
  expect(newPasswordIssues(DEMO_PASSWORD)).toEqual([]);
  const common = await commonPasswords();
  for (const { email } of DEMO_SIGN_INS) expect(isEasilyGuessed(DEMO_PASSWORD, email, common)).toBe(false);
});
