import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../test/build-test-app.ts';
import { freshKey } from '../../test/cache-harness.ts';
import { createClient, createOrganization } from '../../test/factories.ts';
import type { ConstantKey } from './cache/cache.ts';
import { protocolVersionSubject } from './cache/subjects.ts';
import type { TenantTx } from './db/tenant-transaction.ts';
import { newId } from './ids.ts';
import { openTenantAccess, type TenantAccess } from './tenant-access.ts';

let app: TestApp;
let organizationId: string;
beforeAll(async () => {
  app = await buildTestApp({ poolMax: 1 });
  organizationId = await createOrganization(app);
  await createClient(app, organizationId);
});
afterAll(() => app.close());

const origin = { actor: null, requestId: 'test', ipAddress: null };
const access = () => openTenantAccess({ database: app.db, cache: app.app.cache }, organizationId, origin);
const clients = async ({ db }: TenantTx) =>
  (await sql<{ id: string }>`select id from clients`.execute(db)).rows.length;
const versionKey = (): ConstantKey => ({
  cache: 'protocol_version',
  subject: protocolVersionSubject(organizationId, newId(), 1),
});
const boom = new Error('boom');
const settled = /after the work of its tenant transaction had settled/;

test.each(['has committed', 'was rolled back'])(
  'a transaction that %s refuses every further statement, so that none goes out without a tenant',
  async (end) => {
    let leaked: TenantTx | undefined;
    const work = access().inTenant(async (tx) => {
      leaked = tx;
      await clients(tx);
      if (end === 'was rolled back') throw boom;
    });
    await work.catch((error) => expect(error).toBe(boom));
    await expect(clients(leaked!)).rejects.toThrow(settled);
    await expect(leaked!.db.selectFrom('clients').select('id').execute()).rejects.toThrow(settled);
    await expect(leaked!.db.deleteFrom('clients').execute()).rejects.toThrow(settled);
    expect(await access().inTenant(clients)).toBe(1);
  },
);

test('what runs on beside work that failed gets no further', async () => {
  let late: Promise<number> | undefined;
  const work = access().inTenant((tx) => {
    late = clients(tx).then(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return clients(tx);
    });
    late.catch(() => undefined);
    return Promise.reject(boom);
  });
  await expect(work).rejects.toBe(boom);
  await expect(late).rejects.toThrow(settled);
});

test('a read that waits for another is refused where all are sent together with COMMIT', async () => {
  const twice = async (tx: TenantTx) => (await clients(tx)) + (await clients(tx));
  await expect(access().readInTenant(twice)).rejects.toThrow(settled);
  expect(await access().readInTenant(clients)).toBe(1);
});

const load = async (own: TenantAccess) => ({ value: await own.inTenant(clients) });

test('nothing is loaded for the cache while a transaction is open, and none opened while it is loaded', async () => {
  const request = access();
  const busy = /while it was being asked for/;
  await expect(request.inTenant(() => request.cached(freshKey(), load))).rejects.toThrow(busy);
  const loading = request.cached(freshKey(), load);
  await expect(request.inTenant(clients)).rejects.toThrow(busy);
  expect(await loading).toBe(1);
});

test('a loader that is given the transaction of another gets nothing out of it', async () => {
  const key = freshKey();
  let others: TenantTx | undefined;
  await access().inTenant(async (tx) => {
    others = tx;
  });
  await expect(access().cached(key, async () => ({ value: await clients(others!) }))).rejects.toThrow(
    settled,
  );
  expect(await access().cached(key, load)).toBe(1);
});

test('with one connection, a loader inside a loader has it to itself', async () => {
  const inner = freshKey();
  const outer = freshKey();
  const both = async (own: TenantAccess) => {
    const first = await own.cached(inner, load);
    return { value: first + (await own.inTenant(clients)) };
  };
  const many = await Promise.all(Array.from({ length: 20 }, () => access().cached(outer, both)));
  expect(new Set(many)).toEqual(new Set([2]));
});

test('what a transaction read is kept once it has committed, and not if it does not', async () => {
  const [kept, lost, refusedByCommit] = [versionKey(), versionKey(), versionKey()];
  await access().inTenant(async (tx) => {
    tx.constants.keep(kept, 'read');
    expect(await app.app.cache.get(kept)).toBeUndefined();
  });
  expect(await app.app.cache.get(kept)).toBe('read');

  const fails = access().inTenant(async (tx) => {
    tx.constants.keep(lost, 'read');
    throw boom;
  });
  await expect(fails).rejects.toBe(boom);
  expect(await app.app.cache.get(lost)).toBeUndefined();

  const failsLate = access().inTenant(async (tx) => {
    tx.constants.keep(refusedByCommit, 'read');
    tx.alongCommit(sql`select 1 / 0`.execute(tx.db));
  });
  await expect(failsLate).rejects.toMatchObject({ code: '22012' });
  expect(await app.app.cache.get(refusedByCommit)).toBeUndefined();
});

test('what a loader read in a transaction that failed is not kept, and the next one loads anew', async () => {
  const key = freshKey();
  const failing = (own: TenantAccess) =>
    own.readInTenant(async (tx) => {
      const [value] = await Promise.all([clients(tx), sql`select 1 / 0`.execute(tx.db)]);
      return { value };
    });
  await expect(access().cached(key, failing)).rejects.toMatchObject({ code: '22012' });
  expect(await access().cached(key, load)).toBe(1);
});
