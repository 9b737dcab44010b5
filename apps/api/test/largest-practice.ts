import {
  ClientRecord,
  createAssignmentsRoute,
  ProtocolContent,
  type ProtocolContentInput,
  saveDraftRoute,
} from '@healthprotocol/contracts';
import { MOST_OPEN_ASSIGNMENTS, nameActivities, PLAN_LIMITS, planSize } from '@healthprotocol/domain';
import { newId } from '../src/platform/ids.ts';
import type { SignedInMember } from './factories.ts';
import { createClient } from './factories.ts';
import { fieldOf, largest } from './largest.ts';
import type { Practice } from './practice.ts';

/** Largest body that the service reads. */
export const BODY_BYTES = 1024 * 1024;
const START = '2026-11-20';
export const TODAY = '2026-11-23';

const content = (...path: string[]) => fieldOf(ProtocolContent, ...path);
const MOST = {
  activities: content('activities').maxItems ?? 0,
  slots: content('activities', '[]', 'schedule', 'slots').maxItems ?? 0,
  measures: content('activities', '[]', 'measures').maxItems ?? 0,
  rules: content('contraindications').maxItems ?? 0,
  instructions: content('activities', '[]', 'instructions').maxLength ?? 0,
  html: content('content').maxLength ?? 0,
  days: content('durationDays').maximum ?? 0,
};

type ActivityInput = NonNullable<ProtocolContentInput['activities']>[number];

const SLOTS = Array.from({ length: MOST.slots }, (_, hour) => `${String(hour + 7).padStart(2, '0')}:30`);
const LABEL = 'condition '.repeat(11).trim();

/** Contraindications by every term and code there may be, each of which matches the largest record. */
const rules = (terms: number): ProtocolContentInput['contraindications'] =>
  Array.from({ length: MOST.rules }, (_, index) => ({
    kind: 'condition',
    id: `rule-${index}`,
    severity: 'warn',
    label: LABEL,
    rationale: 'r'.repeat(500),
    terms: Array.from({ length: terms }, (_, term) => `condition ${index} ${term}`),
  }));

const base = (fields: Partial<ProtocolContentInput>): ProtocolContentInput => ({
  title: 'T'.repeat(100),
  description: 'D'.repeat(1000),
  durationDays: MOST.days,
  ...fields,
});

const size = (value: unknown): number => JSON.stringify(value).length;

/** Lengthens the texts of what is written until it has so many bytes. */
function filledTo(bytes: number, input: ProtocolContentInput): ProtocolContentInput {
  const activities = input.activities ?? [];
  const html = '<p>Read <strong>this</strong> <em>well</em>.</p>'.repeat(
    Math.floor(Math.min(MOST.html, bytes / 4) / 60),
  );
  const left = bytes - size(ProtocolContent.parse({ ...input, content: html }));
  const each = Math.max(0, Math.min(MOST.instructions, Math.floor(left / activities.length) - 2));
  const instructions = 'Take it with a glass of water. '.repeat(100).slice(0, each).trim();
  return { ...input, content: html, activities: activities.map((one) => ({ ...one, instructions })) };
}

/** As many activities as there may be, each once on days of its own, up to the most there may be in all. */
function manyActivities(bytes: number): ProtocolContentInput {
  const daysEach = Math.floor(PLAN_LIMITS.occurrences / MOST.activities);
  const step = Math.floor(MOST.days / daysEach);
  const activities = Array.from({ length: MOST.activities }, (_, index): ActivityInput => {
    const days = Array.from({ length: daysEach }, (_, nth) => ((index + nth * step) % MOST.days) + 1);
    return {
      id: `activity-${index}`,
      kind: 'habit',
      title: `Activity ${index} `.padEnd(60, 'x'),
      schedule: {
        recurrence: { type: 'protocol_days', days: [...new Set(days)] },
        slots: [SLOTS[index % 12]!],
      },
    };
  });
  return filledTo(bytes, base({ activities, contraindications: rules(2) }));
}

/** As much on each day as there may be, at as many times of it, with as many measures, for as long as there may be. */
function manyTimesADay(bytes: number): ProtocolContentInput {
  const measures = Array.from({ length: MOST.measures }, (_, index) => ({
    loinc: `848${index}-6`,
    display: 'Pressure',
    unit: 'mm[Hg]',
  }));
  const activities: ActivityInput[] = [];
  for (let left = PLAN_LIMITS.occurrencesPerDay; left > 0; left -= MOST.slots)
    activities.push({
      id: `activity-${activities.length}`,
      kind: 'measurement',
      title: `Measurement ${activities.length}`,
      schedule: { recurrence: { type: 'daily' }, slots: SLOTS.slice(0, left) },
      measures,
    });
  const durationDays = Math.floor(PLAN_LIMITS.occurrences / PLAN_LIMITS.occurrencesPerDay);
  return filledTo(bytes, base({ durationDays, activities, contraindications: rules(30) }));
}

/** The largest draft that a request can carry. */
export const largestDraft = (): ProtocolContentInput =>
  filledTo(BODY_BYTES - 4096, manyActivities(PLAN_LIMITS.contentBytes));

/** The most that may be published, in two ways. */
export const largestVersions = (): ProtocolContentInput[] => [
  manyActivities(PLAN_LIMITS.contentBytes - 1024),
  manyTimesADay(PLAN_LIMITS.contentBytes - 1024),
];

export const largestRecord = (): object => ({
  ...(largest(ClientRecord) as object),
  name: 'N'.repeat(100),
  timeZone: 'Europe/Madrid',
  units: 'metric',
  pregnancyStatus: 'not_recorded',
  dayStartHour: 0,
  birthDate: '1960-01-01',
  email: 'somebody@example.org',
  conditions: Array.from({ length: fieldOf(ClientRecord, 'conditions').maxItems ?? 0 }, () => ({
    label: LABEL,
  })),
});

export type LargestPractice = Practice & {
  /** Protocols with the largest versions. */
  protocolIds: string[];
  /** As many clients as one request may name, with the largest records. */
  clientIds: string[];
};

const expectOk = (answer: { statusCode: number; body: string }, what: string): void => {
  if (answer.statusCode >= 300) throw new Error(`${what}: ${answer.statusCode} ${answer.body.slice(0, 500)}`);
};

/** Fills a practice with the largest of everything that a request can meet there. */
export async function enlarge(practice: Practice): Promise<LargestPractice> {
  const { app, organizationId, practitioner, client } = practice;
  const protocolIds: string[] = [];
  for (const version of largestVersions()) protocolIds.push(await publish(practitioner, version));

  const record = (await practitioner.request('GET', `/clients/${client.clientId}`)).json();
  const saved = { ...largestRecord(), revision: record.revision };
  expectOk(await practitioner.request('PUT', `/clients/${client.clientId}`, saved), 'record');

  const clients = fieldOf(createAssignmentsRoute.body, 'clients').maxItems ?? 0;
  const clientIds: string[] = [];
  for (let index = 0; index < clients; index++)
    clientIds.push(await createClient(app, organizationId, { careTeam: [practitioner] }));
  await app.owner
    .updateTable('clients')
    .set({ conditions: JSON.stringify(Array.from({ length: 100 }, () => ({ label: LABEL }))) })
    .where('organization_id', '=', organizationId)
    .execute();

  for (let index = 1; index < MOST_OPEN_ASSIGNMENTS; index++) {
    const body = {
      ...{ protocolId: protocolIds[index % protocolIds.length], version: 1, startDate: START },
      clients: [{ assignmentId: newId(), clientId: client.clientId }],
    };
    expectOk(await practitioner.request('POST', '/assignments', body), 'assignment');
  }
  await checkEverythingIn(client);
  return { ...practice, protocolIds, clientIds };
}

export async function publish(author: SignedInMember, version: ProtocolContentInput): Promise<string> {
  const { perDay, inAll } = planSize(ProtocolContent.parse(version));
  if (perDay > PLAN_LIMITS.occurrencesPerDay || inAll > PLAN_LIMITS.occurrences) throw new Error('Too large');
  const id = newId();
  expectOk(await author.request('POST', '/protocols', { id, content: version }), 'protocol');
  expectOk(await author.request('POST', `/protocols/${id}/publish`, { revision: 1 }), 'publish');
  return id;
}

/** The longest answer to each of what is due today. */
export async function longestCheckIns(client: SignedInMember): Promise<object[]> {
  const { items } = nameActivities((await client.request('GET', '/me/day')).json());
  return items.map(({ assignmentId, activityId, slot, measures }) => ({
    ...{ id: newId(), assignmentId, activityId, slot, localDate: TODAY, status: 'done' },
    note: 'n'.repeat(1000),
    recordedAt: `${TODAY}T11:00:00.000Z`,
    ...(measures && { readings: measures.map(({ loinc, unit }) => ({ loinc, unit, value: 120.123456 })) }),
  }));
}

async function checkEverythingIn(client: SignedInMember): Promise<void> {
  const all = await longestCheckIns(client);
  for (let start = 0; start < all.length; start += 200)
    expectOk(
      await client.request('POST', '/me/check-ins', { checkIns: all.slice(start, start + 200) }),
      'check-ins',
    );
}

/** A body of `saveDraft` with the largest draft. */
export const draftBody = (revision: number): object => ({
  ...(largest(saveDraftRoute.body) as object),
  revision,
  content: largestDraft(),
});
