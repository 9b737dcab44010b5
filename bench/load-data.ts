import pg from 'pg';
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

/** The library is copied so often that a page of 50 protocols is full. */
const COPIES_OF_EACH_PROTOCOL = 4;
const SEED = 20_261_126;

/** Somebody who is signed in already. */
export type SignedIn = {
  memberId: string;
  userId: string;
  clientId: string | null;
  email: string;
  cookie: string;
};

export type BenchData = {
  organizationId: string;
  /** The role the service runs as. */
  appUrl: string;
  clients: SignedIn[];
  practitioners: SignedIn[];
  password: string;
};

/** Makes one organization of clients with four months of history, and signs in everybody who has a login. */
export async function loadData(
  ownerUrl: string,
  { secret, clients }: { secret: string; clients: number },
): Promise<BenchData> {
  const appUrl = await ensureAppRole({ ownerUrl, secret });
  await migrateUp(ownerUrl);
  const database = openDatabase({
    url: appUrl,
    poolMax: 2,
    limits: { statementTimeoutMs: 0, idleTimeoutMs: 0 },
  });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const organization = { ...DEMO_ORGANIZATIONS[0]!, clients };
  try {
    const [library, passwordHash] = await Promise.all([loadLibrary(), hashPassword(DEMO_PASSWORD)]);
    const filling = { seed: SEED, now: new Date(), passwordHash, library, onClients: () => {} };
    const origin = { actor: null, requestId: 'bench', ipAddress: null };
    await inTenantTransaction(database, organization.id, origin, (tx) =>
      fillOrganization(tx, organization, filling),
    );
    await copyProtocols(owner, organization.id);
    const members = await signEverybodyIn(owner, organization.id);
    await owner.query('vacuum analyze');
    return {
      organizationId: organization.id,
      appUrl,
      clients: members.filter(({ clientId }) => clientId !== null),
      practitioners: members.filter(({ role }) => role === 'practitioner'),
      password: DEMO_PASSWORD,
    };
  } finally {
    await Promise.all([database.destroy(), owner.end()]);
  }
}

/** Published again under other ids and titles, with all their content. */
async function copyProtocols(owner: pg.Client, organizationId: string): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from protocols
     where organization_id = $1 and library_key is not null and latest_version is not null and status = 'published'`,
    [organizationId],
  );
  const from = rows.map(({ id }) => id);
  for (let copy = 1; copy < COPIES_OF_EACH_PROTOCOL; copy++) {
    const values = [organizationId, from, from.map(() => newId())];
    const joinCopy = 'join unnest($2::uuid[], $3::uuid[]) as copy (original_id, id)';
    await owner.query(
      `insert into protocols (organization_id, id, status, title, search_text, description, category, tags,
         duration_days, activity_count, latest_version, draft_revision, created_at, updated_at)
       select organization_id, copy.id, status, title || $4, search_text || lower($4), description, category, tags,
         duration_days, activity_count, latest_version, draft_revision, created_at, updated_at
       from protocols ${joinCopy} on original_id = protocols.id where organization_id = $1`,
      [...values, ` (${copy})`],
    );
    await owner.query(
      `insert into protocol_versions (organization_id, protocol_id, version, content, note, published_at, published_by)
       select organization_id, copy.id, version, content, note, published_at, published_by
       from protocol_versions ${joinCopy} on original_id = protocol_id where organization_id = $1`,
      values,
    );
  }
}

type Member = Omit<SignedIn, 'cookie'> & { role: string };

async function signEverybodyIn(
  owner: pg.Client,
  organizationId: string,
): Promise<(SignedIn & { role: string })[]> {
  const { rows } = await owner.query<Member>(
    `select m.id as "memberId", u.id as "userId", u.email, m.role, c.id as "clientId"
     from members m join users u on u.id = m.user_id
     left join clients c on c.organization_id = m.organization_id and c.member_id = m.id
     where m.organization_id = $1 order by m.id`,
    [organizationId],
  );
  const tokens = rows.map(() => `${newId()}${newId()}`.replaceAll('-', ''));
  await owner.query(
    `insert into sessions (id, user_id, token, expires_at)
     select *, '2199-01-01'::timestamptz from unnest($1::uuid[], $2::uuid[], $3::text[])`,
    [rows.map(() => newId()), rows.map(({ userId }) => userId), tokens],
  );
  return rows.map((member, index) => ({ ...member, cookie: `${SESSION_COOKIE}=${tokens[index]}.signature` }));
}
