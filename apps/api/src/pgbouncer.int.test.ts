import type { ClientDay } from '@healthprotocol/contracts';
import { nameActivities } from '@healthprotocol/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { entry, send } from '../test/check-in-factories.ts';
import { createOrganization, type SignedInMember, signInAs, signInAsClient } from '../test/factories.ts';
import { asBrowser, createLogin, PASSWORD } from '../test/logins.ts';
import { keepsPreparedStatements, type PgBouncer, startPgBouncer } from '../test/pgbouncer.ts';
import { assign, protocolContent, publishProtocol } from '../test/protocol-factories.ts';
import { inTenantTransaction, type TenantTx } from './platform/db/tenant-transaction.ts';

const TODAY = '2026-11-23';

let pooler: PgBouncer;
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({
    now: `${TODAY}T12:00:00Z`,
    environment: { DATABASE_PREPARE: String(keepsPreparedStatements()) },
    via: async (appUrl) => {
      pooler = await startPgBouncer(appUrl);
      return pooler.url;
    },
  });
});
afterAll(async () => {
  await app.close();
  await pooler.close();
});

test('the application does reach its database through the pooler, five connections on two', async () => {
  const backends = await Promise.all(
    Array.from({ length: 20 }, () =>
      sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.02)`.execute(app.db),
    ),
  );
  expect(new Set(backends.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(2);
});

test('a practitioner signs in, assigns a protocol and sees it; a client opens the day and checks in', async () => {
  const organizationId = await createOrganization(app);
  const login = await createLogin(app, organizationId, 'practitioner');
  const signedIn = await app.request({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: login.email, password: PASSWORD },
  });
  expect(signedIn.statusCode).toBe(200);
  expect((await asBrowser(app, signedIn)('GET', '/session')).statusCode).toBe(200);

  const client = await signInAsClient(app, organizationId, { careTeam: [login] });
  const protocolId = await publishProtocol(app, login, protocolContent({ title: 'Walk every day' }));
  const list = await login.request('GET', '/protocols');
  expect(list.json().items).toMatchObject([{ id: protocolId }]);

  const assignmentId = await assign(login, client.clientId, protocolId, TODAY);
  const before = await client.request('GET', '/me/day');
  expect(nameActivities(before.json<ClientDay>()).items).toMatchObject([{ assignmentId, checkIn: null }]);
  expect(await send(client, [entry({ assignmentId, localDate: TODAY })])).toEqual(['recorded']);
  const after = await client.request('GET', '/me/day');
  expect(nameActivities(after.json<ClientDay>()).items).toMatchObject([
    { assignmentId, checkIn: { status: 'done' } },
  ]);

  const audited = await app.owner
    .selectFrom('audit_events')
    .select('type')
    .where('organization_id', '=', organizationId)
    .execute();
  expect(audited.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['assignment.created', 'check_in.recorded']),
  );
});

test('two organizations that share connections at once never see each other, and a query without one fails', async () => {
  const tenants = await Promise.all(
    [1, 2].map(async () => {
      const member = await signInAs(app, await createOrganization(app), 'practitioner');
      return { member, protocolId: await publishProtocol(app, member) };
    }),
  );
  const listAs = async ({ member, protocolId }: { member: SignedInMember; protocolId: string }) => {
    const answer = await member.request('GET', '/protocols');
    expect(answer.json().items.map(({ id }: { id: string }) => id)).toEqual([protocolId]);
  };
  const withoutTenant = async () => {
    const query = sql`select id from protocols`.execute(app.db);
    await expect(query).rejects.toMatchObject({ code: '42501', message: 'no organization is set' });
  };
  for (let round = 0; round < 10; round++)
    await Promise.all(tenants.flatMap((tenant) => [listAs(tenant), withoutTenant(), listAs(tenant)]));
});

test('statements sent together are answered in order, and a failed one takes the transaction with it', async () => {
  const organizationId = await createOrganization(app);
  const inTenant = <T>(work: (tx: TenantTx) => Promise<T>) =>
    inTenantTransaction(app.db, organizationId, { actor: null, requestId: 'test', ipAddress: null }, work);
  const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
  const ask = (tx: TenantTx, number: number) =>
    sql<{ number: number; organization: string }>`
      select ${number}::int as number, current_setting('app.organization_id') as organization`.execute(tx.db);
  const answers = await Promise.all(
    numbers.map((number) => inTenant((tx) => Promise.all([ask(tx, number), ask(tx, -number)]))),
  );
  expect(answers.map((pair) => pair.map(({ rows }) => rows[0]))).toEqual(
    numbers.map((number) => [
      { number, organization: organizationId },
      { number: -number, organization: organizationId },
    ]),
  );

  const failing = inTenant(async (tx) => {
    const name = sql`update organizations set name = 'changed' where id = ${organizationId}`.execute(tx.db);
    await Promise.all([name, sql`select 1 / 0`.execute(tx.db)]);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  const { name } = await app.owner
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  expect(name).not.toBe('changed');
});

test('the limits of a transaction hold behind the pooler and do not stay on its connections', async () => {
  const limit = sql<{ limit: string }>`select current_setting('lock_timeout') as limit`;
  const within = await app.db.transaction().execute((tx) => limit.execute(tx));
  expect(within.rows).toEqual([{ limit: '5s' }]);
  for (let use = 0; use < 6; use++) expect((await limit.execute(app.db)).rows).toEqual([{ limit: '0' }]);
});
