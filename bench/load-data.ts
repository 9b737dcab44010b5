import { sql } from 'kysely';
import { fillOrganization } from '../apps/api/src/demo/fill-organization.ts';
import { DEMO_ORGANIZATIONS } from '../apps/api/src/demo/organizations.ts';
import { DEMO_PASSWORD } from '../apps/api/src/demo/sign-ins.ts';
import { hashPassword } from '../apps/api/src/features/identity/index.ts';
import { loadLibrary } from '../apps/api/src/library/library.ts';
import { ensureAppRole } from '../apps/api/src/platform/db/app-role.ts';
import { migrateUp } from '../apps/api/src/platform/db/migrator.ts';
import { openDatabase } from '../apps/api/src/platform/db/pool.ts';
import { inTenantTransaction } from '../apps/api/src/platform/db/tenant-transaction.ts';
import { newId } from '../apps/api/src/platform/ids.ts';
import { SESSION_COOKIE } from '../apps/api/src/platform/session-cookie.ts';

const CLIENTS = 200;
/** The library is copied so often that a page of 50 protocols is full. */
const COPIES_OF_EACH_PROTOCOL = 4;
const SEED = 20_261_126;

/** Somebody who is signed in already. */
export type SignedIn = { memberId: string; clientId: string | null; email: string; cookie: string };

export type BenchData = {
  organizationId: string;
  /** The role the service runs as. */
  appUrl: string;
  clients: SignedIn[];
  practitioners: SignedIn[];
  password: string;
};

/** Makes one organization of 200 clients with four months of history, and signs in everybody who has a login. */
export async function loadData(ownerUrl: string, secret: string): Promise<BenchData> {
  const appUrl = await ensureAppRole({ ownerUrl, secret });
  await migrateUp(ownerUrl);
  const database = openDatabase({ url: appUrl, poolMax: 2, statementTimeoutMs: 0 });
  const owner = openDatabase({ url: ownerUrl, poolMax: 1 });
  const organization = { ...DEMO_ORGANIZATIONS[0]!, clients: CLIENTS };
  try {
    const [library, passwordHash] = await Promise.all([loadLibrary(), hashPassword(DEMO_PASSWORD)]);
    const filling = { seed: SEED, now: new Date(), passwordHash, library, onClients: () => {} };
    const origin = { actor: null, requestId: 'bench', ipAddress: null };
    await inTenantTransaction(database, organization.id, origin, (tx) =>
      fillOrganization(tx, organization, filling),
    );
    await copyProtocols(owner, organization.id);
    const members = await signEverybodyIn(owner, organization.id);
    await sql`vacuum analyze`.execute(owner);
    return {
      organizationId: organization.id,
      appUrl,
      clients: members.filter(({ clientId }) => clientId !== null),
      practitioners: members.filter(({ role }) => role === 'practitioner'),
      password: DEMO_PASSWORD,
    };
  } finally {
    await Promise.all([database.destroy(), owner.destroy()]);
  }
}

type Owner = ReturnType<typeof openDatabase>;

/** Published again under other ids and titles, with all their content. */
async function copyProtocols(owner: Owner, organizationId: string): Promise<void> {
  for (let copy = 1; copy < COPIES_OF_EACH_PROTOCOL; copy++) {
    const { rows } = await sql<{ id: string }>`
      select id from protocols where organization_id = ${organizationId} and library_key is not null
        and latest_version is not null and status = 'published'`.execute(owner);
    const from = rows.map(({ id }) => id);
    const to = from.map(() => newId());
    await owner.transaction().execute(async (tx) => {
      await sql`
        insert into protocols (organization_id, id, status, title, search_text, description, category, tags,
          duration_days, activity_count, latest_version, draft_revision, created_at, updated_at)
        select organization_id, copy.id, status, title || ${` (${copy})`}, search_text || ${` ${copy}`}, description,
          category, tags, duration_days, activity_count, latest_version, draft_revision, created_at, updated_at
        from protocols
        join unnest(${from}::uuid[], ${to}::uuid[]) as copy (original_id, id) on original_id = protocols.id
        where organization_id = ${organizationId}`.execute(tx);
      await sql`
        insert into protocol_versions (organization_id, protocol_id, version, content, note, published_at, published_by)
        select organization_id, copy.id, version, content, note, published_at, published_by
        from protocol_versions
        join unnest(${from}::uuid[], ${to}::uuid[]) as copy (original_id, id) on original_id = protocol_id
        where organization_id = ${organizationId}`.execute(tx);
    });
  }
}

async function signEverybodyIn(owner: Owner, organizationId: string) {
  const members = await owner
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .leftJoin('clients', (join) =>
      join
        .onRef('clients.organization_id', '=', 'members.organization_id')
        .onRef('clients.member_id', '=', 'members.id'),
    )
    .select(['members.id as memberId', 'users.id as userId', 'users.email', 'role', 'clients.id as clientId'])
    .where('members.organization_id', '=', organizationId)
    .orderBy('members.id')
    .execute();
  const tokens = members.map(() => `${newId()}${newId()}`.replaceAll('-', ''));
  await owner
    .insertInto('sessions')
    .values(
      members.map(({ userId }, index) => ({
        id: newId(),
        user_id: userId,
        token: tokens[index]!,
        expires_at: new Date('2199-01-01'),
      })),
    )
    .execute();
  return members.map(({ userId: _, ...member }, index) => ({
    ...member,
    cookie: `${SESSION_COOKIE}=${tokens[index]}.signature`,
  }));
}
