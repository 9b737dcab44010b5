import * as contractsPackage from '@healthprotocol/contracts';
import { MAX_ANSWER_BYTES, type RouteContract } from '@healthprotocol/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { largest } from '../test/largest.ts';
import {
  BODY_BYTES,
  draftBody,
  enlarge,
  type LargestPractice,
  largestDraft,
  largestRecord,
  largestVersions,
  longestCheckIns,
  TODAY,
} from '../test/largest-practice.ts';
import { type MeasuredService, startMeasuredService } from '../test/measure-requests.ts';
import { createPractice } from '../test/practice.ts';
import { ROUTE_CALLS, type RouteCall } from '../test/route-calls.ts';
import { newId } from './platform/ids.ts';

/** What one request may cost everybody else. */
const MOST_DELAY_MS = 50;
const MOST_MEMORY_MIB = 64;
/** A body that is not larger than this needs no call of its own below. */
const SMALL_BODY_BYTES = 16 * 1024;
/** The first one compiles and opens what all others find ready. Of those, the least counts: noise only ever adds. */
const ATTEMPTS = 4;
/** These begin after all garbage was collected, and compiled code with it; the last one does not, and so tells the delay best. */
const isFromRest = (attempt: number): boolean => attempt === 1 || attempt === 2;

let service: MeasuredService;
let practice: LargestPractice;
beforeAll(async () => {
  service = await startMeasuredService();
  practice = await enlarge(await createPractice(service.app));
}, 300_000);
afterAll(() => service?.close());

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'rateTier' in value;
const routes = Object.values<unknown>(contractsPackage).filter(isContract);
const nameOf = ({ method, path }: RouteContract) => `${method} ${path}`;

type MakeCall = (practice: LargestPractice) => RouteCall | Promise<RouteCall>;

const ofClient =
  (rest: string): MakeCall =>
  ({ practitioner, client }) => ({ by: practitioner, path: `/clients/${client.clientId}${rest}` });
const ofLargestAssignment =
  (rest: string, body?: object): MakeCall =>
  async ({ app, practitioner, client, protocolIds }) => {
    const { id } = await app.owner
      .selectFrom('assignments')
      .select('id')
      .where('client_id', '=', client.clientId)
      .where('protocol_id', '=', protocolIds[1]!)
      .where('stopped_on', 'is', null)
      .orderBy('id')
      .executeTakeFirstOrThrow();
    return { by: practitioner, path: `/assignments/${id}${rest}`, ...(body && { body }) };
  };

async function revisionOf({ practitioner, client }: LargestPractice): Promise<number> {
  return (await practitioner.request('GET', `/clients/${client.clientId}`)).json().revision;
}

/** A draft as large as there may be on top of the largest version. */
async function withLargestDraft({ practitioner }: LargestPractice, protocolId: string): Promise<number> {
  const { draft } = (await practitioner.request('GET', `/protocols/${protocolId}`)).json();
  if (draft) return draft.revision;
  const saved = await practitioner.request('PUT', `/protocols/${protocolId}/draft`, draftBody(0));
  return saved.json().revision;
}

/** As many overrides as fit into a body. */
function overridesFor(clients: number): object[] {
  const one = { activityId: 'activity-399', included: true };
  const each = Math.floor((BODY_BYTES - 200 * clients - 1024) / clients / (JSON.stringify(one).length + 1));
  return Array.from({ length: Math.min(400, each) }, (_, index) => ({
    activityId: `activity-${index}`,
    included: true,
  }));
}

/** The largest request to each route whose input or answer can be large. */
const LARGEST: Record<string, MakeCall> = {
  'POST /clients': ({ practitioner }) => ({
    by: practitioner,
    path: '/clients',
    body: { ...largestRecord(), id: newId() },
  }),
  'PUT /clients/:clientId': async (all) => ({
    ...(await ofClient('')(all)),
    body: { ...largestRecord(), revision: await revisionOf(all) },
  }),
  'GET /clients/:clientId': ofClient(''),
  'GET /clients/:clientId/day': ofClient('/day'),
  'GET /clients/:clientId/adherence': ofClient('/adherence'),
  'GET /clients/:clientId/assignments': ofClient('/assignments'),
  'GET /clients/:clientId/check-ins': ofClient('/check-ins?limit=100'),
  'GET /clients': ({ practitioner }) => ({ by: practitioner, path: '/clients?limit=100' }),
  'GET /me/client': ({ client }) => ({ by: client, path: '/me/client' }),
  'GET /me/day': ({ client }) => ({ by: client, path: '/me/day' }),
  'GET /me/adherence': ({ client }) => ({ by: client, path: '/me/adherence' }),
  'GET /me/plan': ({ client }) => ({ by: client, path: '/me/plan?from=2026-11-15&to=2027-01-15' }),
  'POST /me/check-ins': async ({ client }) => ({
    by: client,
    path: '/me/check-ins',
    body: { checkIns: (await longestCheckIns(client)).slice(0, 200), showDay: true },
  }),
  'POST /clients/:clientId/check-ins': async (all) => ({
    ...(await ofClient('/check-ins')(all)),
    body: { checkIns: (await longestCheckIns(all.client)).slice(0, 200) },
  }),
  'POST /protocols': ({ practitioner }) => ({
    by: practitioner,
    path: '/protocols',
    body: { id: newId(), content: largestDraft() },
  }),
  'PUT /protocols/:protocolId/draft': async (all) => {
    const [protocolId] = all.protocolIds;
    const { draft } = (await all.practitioner.request('GET', `/protocols/${protocolId}`)).json();
    const content = { ...largestDraft(), title: `Another title ${newId()}` };
    const body = { revision: draft?.revision ?? 0, content };
    return { by: all.practitioner, path: `/protocols/${protocolId}/draft`, body };
  },
  'GET /protocols/:protocolId': async (all) => {
    const protocolId = all.protocolIds[0]!;
    await withLargestDraft(all, protocolId);
    return { by: all.practitioner, path: `/protocols/${protocolId}` };
  },
  'DELETE /protocols/:protocolId/draft': async (all) => {
    const protocolId = all.protocolIds[0]!;
    await withLargestDraft(all, protocolId);
    return { by: all.practitioner, path: `/protocols/${protocolId}/draft` };
  },
  'GET /protocols/:protocolId/differences': async (all) => {
    const protocolId = all.protocolIds[0]!;
    await withLargestDraft(all, protocolId);
    return { by: all.practitioner, path: `/protocols/${protocolId}/differences` };
  },
  'POST /protocols/:protocolId/publish': async ({ practitioner }) => {
    const id = newId();
    await practitioner.request('POST', '/protocols', { id, content: largestVersions()[0]! });
    return {
      by: practitioner,
      path: `/protocols/${id}/publish`,
      body: { revision: 1, note: 'n'.repeat(500) },
    };
  },
  'POST /protocols/:protocolId/copy': ({ practitioner, protocolIds }) => ({
    by: practitioner,
    path: `/protocols/${protocolIds[0]}/copy`,
    body: { id: newId(), title: 'C'.repeat(100) },
  }),
  'GET /protocols/:protocolId/versions/:version': ({ practitioner, protocolIds }) => ({
    by: practitioner,
    path: `/protocols/${protocolIds[0]}/versions/1`,
  }),
  'GET /protocols': ({ practitioner }) => ({ by: practitioner, path: '/protocols?limit=100' }),
  'POST /assignments/safety-checks': ({ practitioner, protocolIds, clientIds }) => ({
    by: practitioner,
    path: '/assignments/safety-checks',
    body: { protocolId: protocolIds[1], version: 1, clientIds },
  }),
  'POST /assignments': ({ practitioner, protocolIds, clientIds }) => ({
    by: practitioner,
    path: '/assignments',
    body: {
      ...{ protocolId: protocolIds[0], version: 1, startDate: TODAY },
      clients: clientIds.map((clientId) => ({
        ...{ assignmentId: newId(), clientId },
        overrides: overridesFor(clientIds.length),
      })),
    },
  }),
  'GET /assignments/:assignmentId': ofLargestAssignment(''),
  'POST /assignments/:assignmentId/stop': ofLargestAssignment('/stop', { reason: 'r'.repeat(500) }),
  'PUT /assignments/:assignmentId/overrides': async (all) => ({
    ...(await ofLargestAssignment('/overrides')(all)),
    body: {
      fromDate: '2026-11-24',
      overrides: Array.from({ length: 8 }, (_, index) => ({
        activityId: `activity-${index}`,
        slots: Array.from({ length: 12 }, (_, hour) => `${String(hour + 7).padStart(2, '0')}:30`),
        dose: { quantity: 1, unit: 'u'.repeat(40), note: 'n'.repeat(200) },
      })),
    },
  }),
};

/** Routes whose contract allows a large body that can only be refused, or means the same when it is small. */
const sizeOf = (route: RouteContract): number =>
  route.body ? JSON.stringify(largest(route.body)).length : 0;

test('every route that takes a large body is called with its largest below', () => {
  const large = routes.filter((route) => sizeOf(route) > SMALL_BODY_BYTES).map(nameOf);
  expect(large.filter((name) => !LARGEST[name])).toEqual([]);
  expect(large.length).toBeGreaterThan(5);
});

describe('the largest legal request', () => {
  const table: string[] = [];
  afterAll(() => {
    process.stdout.write(`\n delay ms  memory MiB  body kB  answer kB  route\n${table.join('\n')}\n`);
  });

  test.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s',
    { timeout: 180_000 },
    async (name, route) => {
      const { status, maxBytes = MAX_ANSWER_BYTES } = route.response;
      const cost = { delayMs: Number.POSITIVE_INFINITY, memoryMib: Number.POSITIVE_INFINITY };
      const bytes = { body: 0, answer: 0 };
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const call = await (LARGEST[name]?.(practice) ?? smallCall(name));
        const payload = call.body && JSON.stringify(call.body);
        const request = () =>
          service.app.request({
            method: route.method,
            url: `/api/v1${call.path}`,
            headers: { ...(call.by && { cookie: call.by.cookie }) },
            ...(payload && { payload }),
          });
        const { answer, delayMs, memoryMib } = await service.measure(request, {
          fromRest: isFromRest(attempt),
        });
        expect(answer.statusCode, answer.body.slice(0, 500)).toBe(isAlwaysRefused(name) ? 409 : status);
        bytes.body = payload?.length ?? 0;
        bytes.answer = Math.max(bytes.answer, Buffer.byteLength(answer.body));
        if (isFromRest(attempt)) cost.memoryMib = Math.min(cost.memoryMib, memoryMib);
        if (attempt > 0) cost.delayMs = Math.min(cost.delayMs, delayMs);
      }
      const kB = (count: number) => (count / 1024).toFixed(0);
      const cells = [cost.delayMs.toFixed(1), cost.memoryMib.toFixed(1), kB(bytes.body), kB(bytes.answer)];
      table.push(`${cells.map((cell) => cell.padStart(9)).join('  ')}  ${name}`);
      expect(cost.delayMs).toBeLessThanOrEqual(MOST_DELAY_MS);
      expect(cost.memoryMib).toBeLessThanOrEqual(MOST_MEMORY_MIB);
      expect(bytes.answer).toBeLessThanOrEqual(maxBytes);
    },
  );
});

/** Routes whose input and answer are small. */
async function smallCall(name: string): Promise<RouteCall> {
  return ROUTE_CALLS[name]!(await createPractice(service.app));
}

const isAlwaysRefused = (name: string): boolean => name === 'PUT /protocols/:protocolId/versions/:version';
