import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createClient, createOrganization, signInAs } from '../../../test/factories.ts';
import { newId } from '../ids.ts';
import { inTenantTransaction, type TenantTx } from './tenant-transaction.ts';

let app: TestApp;
let here: string;
let elsewhere: string;
let tables: { name: string; tenant: string }[];
beforeAll(async () => {
  app = await buildTestApp();
  here = await createOrganizationWithEverything();
  elsewhere = await createOrganizationWithEverything();
  const { rows } = await sql<{ name: string; tenant: string }>`
    select table_name::text as name, column_name::text as tenant from information_schema.columns
    where table_schema = 'public' and (column_name = 'organization_id' or (table_name = 'organizations' and column_name = 'id'))
      and table_name in (select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace)
    order by 1`.execute(app.owner);
  tables = rows;
});
afterAll(() => app.close());

const origin = { actor: null, requestId: 'test', ipAddress: null };
const inTenant = <T>(organizationId: string, work: (tx: TenantTx) => Promise<T>) =>
  inTenantTransaction(app.db, organizationId, origin, work);

type Row = Record<string, unknown>;
const rowsOf = async (db: TenantTx['db'] | TestApp['db'], table: string): Promise<Row[]> =>
  (await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)).rows.map(
    ({ row }) => row,
  );

test('there is a row of both organizations in every tenant table, so that the tests below can fail', async () => {
  expect(tables.length).toBeGreaterThanOrEqual(14);
  for (const { name, tenant } of tables) {
    const organizations = (await rowsOf(app.owner, name)).map((row) => row[tenant]);
    expect(new Set(organizations), name).toEqual(new Set([here, elsewhere]));
  }
});

const withoutOrganization = { code: '42501', message: 'no organization is set' };

test('without an organization a query of the service fails, rather than finding nothing', async () => {
  const [{ role } = { role: '' }] = (await sql<{ role: string }>`select current_user as role`.execute(app.db))
    .rows;
  expect(role).toMatch(/_app$/);
  for (const { name } of tables)
    await expect(rowsOf(app.db, name), name).rejects.toMatchObject(withoutOrganization);
});

test('in an organization it sees the rows of that one, however it asks', async () => {
  for (const { name, tenant } of tables) {
    const rows = await inTenant(here, (tx) => rowsOf(tx.db, name));
    expect(new Set(rows.map((row) => row[tenant])), name).toEqual(new Set([here]));
    const others = await inTenant(here, (tx) =>
      sql`select 1 from ${sql.table(name)} where ${sql.ref(tenant)} = ${elsewhere}`.execute(tx.db),
    );
    expect(others.rows, name).toEqual([]);
  }
});

test('the organization of a transaction does not outlive it', async () => {
  for (let use = 0; use < 10; use++) {
    await inTenant(here, (tx) => rowsOf(tx.db, 'clients'));
    await expect(rowsOf(app.db, 'clients')).rejects.toMatchObject(withoutOrganization);
  }
});

test('nothing can be written into another organization', async () => {
  for (const { name, tenant } of tables) {
    const foreign = (await rowsOf(app.owner, name)).find((row) => row[tenant] === elsewhere);
    const insert = (tx: TenantTx) =>
      sql`insert into ${sql.table(name)} select * from jsonb_populate_record(null::${sql.table(name)}, ${JSON.stringify(foreign)}::jsonb)`.execute(
        tx.db,
      );
    await expect(inTenant(here, insert), name).rejects.toMatchObject({ code: '42501' });
  }
});

test('nothing of another organization can be changed or removed, nor one’s own be given away', async () => {
  for (const { name, tenant } of tables) {
    const before = await rowsOf(app.owner, name);
    const column = sql.ref(tenant);
    const changed = await inTenant(here, (tx) =>
      sql`update ${sql.table(name)} set ${column} = ${column} where ${column} = ${elsewhere}`.execute(tx.db),
    );
    expect(changed.numAffectedRows, name).toBe(0n);
    const removed = await inTenant(here, (tx) =>
      sql`delete from ${sql.table(name)} where ${column} = ${elsewhere}`.execute(tx.db),
    );
    expect(removed.numAffectedRows, name).toBe(0n);
    await expect(
      inTenant(here, (tx) => sql`update ${sql.table(name)} set ${column} = ${elsewhere}`.execute(tx.db)),
      name,
    ).rejects.toThrow();
    expect(await rowsOf(app.owner, name), name).toEqual(before);
  }
});

/** One row in every tenant table. A table that is missing here fails the first test. */
async function createOrganizationWithEverything(): Promise<string> {
  const { owner } = app;
  const organization_id = await createOrganization(app);
  const member = await signInAs(app, organization_id, 'practitioner');
  const client_id = await createClient(app, organization_id, { careTeam: [member] });
  const [protocol_id, assignment_id, check_in_id] = [newId(), newId(), newId()];
  const by = member.memberId;
  const local_date = '2026-11-23';
  const recorded_at = new Date('2026-11-23T12:00:00Z');
  const occurrence = {
    organization_id,
    assignment_id,
    client_id,
    activity_id: 'walk',
    local_date,
    slot: 'noon',
  };
  await owner
    .insertInto('invitations')
    .values({
      organization_id,
      id: newId(),
      email: 'somebody@example.org',
      role: 'admin',
      token_hash: newId(),
      expires_at: recorded_at,
    })
    .execute();
  await owner
    .insertInto('audit_events')
    .values({
      organization_id,
      id: newId(),
      type: 'client.viewed',
      subject_type: 'client',
      request_id: 'test',
      detail: '{}',
    })
    .execute();
  await owner
    .insertInto('protocols')
    .values({
      organization_id,
      id: protocol_id,
      status: 'published',
      title: 'Walk',
      search_text: 'walk',
      description: '',
      category: 'other',
      tags: [],
      duration_days: 1,
      activity_count: 1,
    })
    .execute();
  await owner
    .insertInto('protocol_drafts')
    .values({ organization_id, protocol_id, revision: 1, content: '{}', saved_by: by })
    .execute();
  await owner
    .insertInto('protocol_versions')
    .values({ organization_id, protocol_id, version: 1, content: '{}', note: '', published_by: by })
    .execute();
  await owner
    .insertInto('assignments')
    .values({
      organization_id,
      id: assignment_id,
      client_id,
      protocol_id,
      start_date: local_date,
      pauses: '[]',
      safety: '{}',
      created_by: by,
    })
    .execute();
  await owner
    .insertInto('assignment_segments')
    .values({
      organization_id,
      assignment_id,
      from_date: local_date,
      protocol_id,
      version: 1,
      overrides: '[]',
      is_first: true,
      last_date: null,
    })
    .execute();
  await owner
    .insertInto('check_ins')
    .values({
      ...occurrence,
      id: check_in_id,
      status: 'done',
      readings: '[]',
      note: '',
      out_of_target: false,
      recorded_at,
      recorded_by: by,
      on_behalf: true,
    })
    .execute();
  await owner
    .insertInto('current_check_ins')
    .values({ ...occurrence, check_in_id, recorded_at })
    .execute();
  await owner
    .insertInto('adherence_days')
    .values({
      organization_id,
      assignment_id,
      local_date,
      client_id,
      due: 1,
      done: 1,
      excused: 0,
      answered: 1,
    })
    .execute();
  await owner
    .insertInto('attention_totals')
    .values({
      organization_id,
      day_ends: recorded_at,
      attention: 0,
      starting: 0,
      ending: 0,
      following: 1,
      checked_in: 1,
    })
    .execute();
  return organization_id;
}
