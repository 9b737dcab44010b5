import type { AttentionReason, ClientDay, PractitionerToday } from '@healthprotocol/contracts';
import { localNow } from '@healthprotocol/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../test/build-test-app.ts';
import { createOrganization } from '../../test/factories.ts';
import type { Config } from '../config.ts';
import { passOverAdherence } from '../features/adherence/index.ts';
import { checkSafety } from '../features/assignments/index.ts';
import { entryWindowDays, judgeEntry } from '../features/check-ins/index.ts';
import { listPlans } from '../features/plans/index.ts';
import { inTenantTransaction, type TenantTx } from '../platform/db/tenant-transaction.ts';
import { createLogger } from '../platform/logger.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { loadDemo } from './load-demo.ts';
import { DEMO_ORGANIZATIONS } from './organizations.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './sign-ins.ts';

const NOW = '2026-11-24T15:00:00Z';
/** The whole load on two slow cores; this machine may be busy with other tests. */
const MOST_SECONDS = 30;

let app: TestApp;
let seconds: number;
const progress: string[] = [];

type Options = { mode?: 'auto' | 'true'; onProgress?: (line: string) => void; NODE_ENV?: Config['NODE_ENV'] };

function load(on: TestApp, { mode = 'auto', onProgress = () => {}, NODE_ENV = 'test' }: Options = {}) {
  const config = { NODE_ENV, LOG_LEVEL: 'silent' } as Config & { SECRET: string };
  const clock = { now: () => new Date(NOW) };
  const deps = {
    ...{ config, clock },
    database: on.db,
    logger: createLogger(config),
    metrics: createMetrics(),
    isAccepting: () => true,
  };
  return loadDemo({ deps, ownerUrl: on.ownerUrl, appUrl: on.appUrl, mode, onProgress });
}

const inOrganization = <T>(id: string, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  inTenantTransaction(app.db, id, { actor: null, requestId: 'test', ipAddress: null }, work);

beforeAll(async () => {
  app = await buildTestApp({ now: NOW });
  const started = performance.now();
  const signIns = await load(app, { onProgress: (line) => progress.push(line) });
  seconds = (performance.now() - started) / 1000;
  expect(signIns).toEqual(DEMO_SIGN_INS);
}, 120_000);

afterAll(() => app.close());

test('loads 200 clients of two practices in time, saying how far it is', async () => {
  console.info(`Demo data: loaded in ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(MOST_SECONDS);
  expect(progress[0]).toBe('Demo data: 0 of 200 clients');
  expect(progress).toContain('Demo data: 120 of 200 clients');
  expect(progress.at(-1)).toBe('Demo data: 200 of 200 clients');

  const roles = await app.owner
    .selectFrom('members')
    .select(({ fn }) => ['role', fn.countAll<number>().as('members')])
    .groupBy('role')
    .execute();
  const members = Object.fromEntries(roles.map((row) => [row.role, row.members]));
  expect(members).toEqual({ owner: 2, admin: 1, practitioner: 5, client: 175 });
});

test('has clients in many zones, at night, with long and right-to-left names and without a login', async () => {
  const clients = await app.owner.selectFrom('clients').selectAll().execute();
  expect(clients).toHaveLength(200);
  expect(new Set(clients.map((one) => one.time_zone)).size).toBeGreaterThanOrEqual(8);
  expect(clients.filter((one) => one.day_start_hour >= 4).length).toBeGreaterThan(5);
  expect(clients.some(({ name }) => /\p{Script=Arabic}/u.test(name))).toBe(true);
  expect(Math.max(...clients.map(({ name }) => name.length))).toBeGreaterThan(45);
  expect(new Set(clients.map((one) => `${one.organization_id} ${one.name}`)).size).toBe(200);
  expect(new Set(clients.map(({ units }) => units))).toEqual(new Set(['metric', 'imperial']));

  const invitations = await app.owner.selectFrom('invitations').select(['client_id', 'expires_at']).execute();
  const invited = new Set(invitations.map((one) => one.client_id));
  const now = new Date(NOW);
  expect(invitations.some((one) => one.expires_at < now)).toBe(true);
  expect(invitations.some((one) => one.expires_at > now)).toBe(true);
  expect(clients.some((one) => one.member_id === null && !invited.has(one.id))).toBe(true);
});

test('has assignments in every state, on older versions, and with a block that somebody answered for', async () => {
  const found = new Set<string>();
  for (const { id } of DEMO_ORGANIZATIONS) {
    await inOrganization(id, async (tx) => {
      const assignments = await tx.db
        .selectFrom('assignments')
        .innerJoin('clients', 'clients.id', 'assignments.client_id')
        .selectAll('clients')
        .select(['assignments.id as assignment_id', 'start_date', 'safety'])
        .execute();
      const planned = new Map(
        (
          await listPlans(
            tx,
            assignments.map((one) => one.assignment_id),
          )
        ).map((one) => [one.id, one]),
      );
      for (const row of assignments) {
        const { plan, contents, newestVersion, stopReason, lastDate } = planned.get(row.assignment_id)!;
        const { today } = localNow(new Date(NOW), row.time_zone, row.day_start_hour);
        const [first] = plan.segments;
        const { checkedAt, blockReason, ...kept } = row.safety;
        const checked = checkSafety(
          contents.get(first!.versionNumber)!,
          row,
          plan.startDate,
          new Date(checkedAt),
        );
        expect(kept).toEqual({ findings: checked.findings, notRecorded: checked.notRecorded });
        const isBlocked = kept.findings.some(({ severity }) => severity === 'block');
        expect(blockReason !== null).toBe(isBlocked);

        if (isBlocked) found.add('blocked');
        if (kept.findings.length > 0) found.add('findings');
        if (plan.segments.length > 1) found.add('moved');
        if (plan.startDate > today) found.add('scheduled');
        else if (plan.stoppedOn !== null) found.add(stopReason ? 'stopped' : 'stopped without a reason');
        else if (lastDate === null) found.add('paused');
        else if (lastDate < today) found.add('completed');
        else found.add(plan.segments.at(-1)!.versionNumber < newestVersion ? 'active, older' : 'active');
        if (plan.pauses.some(({ toDate }) => toDate !== null)) found.add('resumed');
      }
      const protocols = await tx.db.selectFrom('protocols').selectAll().execute();
      expect(protocols.filter((one) => one.library_key !== null)).toHaveLength(18);
      expect(protocols.filter((one) => one.status === 'draft')).toHaveLength(1);
      expect(protocols.filter((one) => one.status === 'retired')).toHaveLength(1);
      expect(protocols.filter((one) => one.latest_version === 2)).toHaveLength(1);
    });
  }
  expect([...found].sort()).toEqual([
    'active',
    'active, older',
    'blocked',
    'completed',
    'findings',
    'moved',
    'paused',
    'resumed',
    'scheduled',
    'stopped',
  ]);
});

test('holds only check-ins that the rules accept, and the adherence that follows from them', async () => {
  const kinds = new Set<string>();
  for (const { id } of DEMO_ORGANIZATIONS) {
    await inOrganization(id, async (tx) => {
      const { entry_window_days: windowDays } = await tx.db
        .selectFrom('organizations')
        .select('entry_window_days')
        .executeTakeFirstOrThrow();
      const checkIns = await tx.db
        .selectFrom('check_ins')
        .innerJoin('clients', 'clients.id', 'check_ins.client_id')
        .selectAll('check_ins')
        .select(['time_zone', 'day_start_hour', 'clients.member_id'])
        .execute();
      const planned = await listPlans(tx, [...new Set(checkIns.map((row) => row.assignment_id))]);
      const planOf = new Map(planned.map((one) => [one.id, one.plan]));
      const refused = checkIns.flatMap((row) => {
        const entry = {
          id: row.id,
          assignmentId: row.assignment_id,
          activityId: row.activity_id,
          localDate: row.local_date,
          slot: row.slot,
          status: row.status,
          ...(row.readings.length > 0 && { readings: row.readings }),
          ...(row.score !== null && { score: row.score }),
          recordedAt: row.recorded_at.toISOString(),
        };
        const arrival = localNow(row.received_at, row.time_zone, row.day_start_hour);
        kinds
          .add(row.status)
          .add(row.note ? 'note' : 'no note')
          .add(row.on_behalf ? 'on behalf' : 'own');
        if (arrival.today > row.local_date) kinds.add('late');
        if (row.out_of_target) kinds.add('out of target');
        if (row.on_behalf === (row.recorded_by === row.member_id)) return ['recorded by somebody else'];
        if (row.recorded_at > row.received_at || row.received_at > new Date(NOW)) return ['out of time'];
        const { code } = judgeEntry(
          entry,
          planOf.get(row.assignment_id),
          arrival,
          entryWindowDays(windowDays, row.on_behalf),
          false,
        );
        return code ? [code] : [];
      });
      expect(refused).toEqual([]);
      expect(checkIns.length).toBeGreaterThan(10_000);

      for (let after: string | null = null; ; ) {
        const pass = await passOverAdherence(tx, after, { repair: false });
        expect(pass.wrong).toEqual([]);
        if (pass.last === null) break;
        after = pass.last;
      }
    });
  }
  expect([...kinds].sort()).toEqual([
    'done',
    'late',
    'no note',
    'note',
    'on behalf',
    'out of target',
    'own',
    'partly',
    'skipped',
    'undone',
  ]);
}, 60_000);

async function signIn(email: string) {
  const answer = await app.request({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email, password: DEMO_PASSWORD },
  });
  expect(answer.statusCode, email).toBe(200);
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  return async <T>(path: string): Promise<T> =>
    (await app.request({ method: 'GET', url: `/api/v1${path}`, headers: { cookie } })).json<T>();
}

test.each(DEMO_SIGN_INS.filter(({ role }) => role.startsWith('practitioner')))(
  'puts some clients before the $role, for different reasons, and not everybody',
  async ({ email }) => {
    const get = await signIn(email);
    const today = await get<PractitionerToday>('/practitioner/today');
    const kinds = new Set<AttentionReason['kind']>(
      today.attention.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)),
    );
    expect(today.attention.length).toBeGreaterThanOrEqual(8);
    expect(today.attention.length).toBeLessThanOrEqual(20);
    expect(kinds.size).toBe(5);
    expect(today.followingClients).toBeGreaterThan(25);
    expect(today.checkedInToday).toBeGreaterThan(0);
    expect(today.starts.length).toBeGreaterThan(0);
  },
);

test('leaves today to the clients whose sign-ins are printed, in the care of a practitioner who is too', async () => {
  const clients = DEMO_SIGN_INS.filter(({ role }) => role.startsWith('client'));
  const practitioners = DEMO_SIGN_INS.filter(({ role }) => role.startsWith('practitioner'));
  const zones = [];
  for (const [index, { email }] of clients.entries()) {
    const day = await (await signIn(email))<ClientDay>('/me/day');
    expect(day.items.length).toBeGreaterThan(3);
    expect(day.items.every(({ checkIn }) => checkIn === null)).toBe(true);
    zones.push(day.timeZone);
    const { id } = await (await signIn(email))<{ id: string }>('/me/client');
    const seen = await (await signIn(practitioners[index]!.email))<{ id: string }>(`/clients/${id}`);
    expect(seen.id).toBe(id);
  }
  expect(zones).toEqual(['Europe/Madrid', 'America/Los_Angeles']);
});

test('loads once, never in production, and not beside an organization of somebody else', async () => {
  for (const mode of ['auto', 'true'] as const) {
    const lines: string[] = [];
    expect(await load(app, { mode, onProgress: (line) => lines.push(line) })).toEqual(DEMO_SIGN_INS);
    expect(lines).toEqual([]);
  }
  await expect(load(app, { NODE_ENV: 'production' })).rejects.toThrow('never loaded in production');

  const other = await buildTestApp({ now: NOW });
  await createOrganization(other);
  expect(await load(other)).toEqual([]);
  await other.close();
});

test('a start that ends half-way is made up for by the next', async () => {
  const other = await buildTestApp({ now: NOW });
  const failAt = (end: string) => (line: string) => {
    if (line.startsWith(`Demo data: ${end} of`)) throw new Error('killed');
  };
  const organizations = async () =>
    (await other.owner.selectFrom('organizations').select('id').execute()).length;
  try {
    await expect(load(other, { onProgress: failAt('80') })).rejects.toThrow('killed');
    expect(await organizations()).toBe(0);
    // As the server does by itself now and then. By statistics of nothing but dead rows, the next load would take longer than this test.
    await sql`analyze`.execute(other.owner);
    await expect(load(other, { onProgress: failAt('160') })).rejects.toThrow('killed');
    expect(await organizations()).toBe(1);
    expect(await load(other)).toEqual(DEMO_SIGN_INS);
    expect(await organizations()).toBe(2);
    expect((await other.owner.selectFrom('clients').select('id').execute()).length).toBe(200);
  } finally {
    await other.close();
  }
}, 120_000);
