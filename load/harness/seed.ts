import { randomBytes } from 'node:crypto';
import { fillOrganization } from '../../apps/api/src/demo/fill-organization.ts';
import { DEMO_ORGANIZATIONS, type DemoOrganization } from '../../apps/api/src/demo/organizations.ts';
import { DEMO_PASSWORD } from '../../apps/api/src/demo/sign-ins.ts';
import { hashPassword } from '../../apps/api/src/features/identity/index.ts';
import { loadLibrary } from '../../apps/api/src/library/library.ts';
import { checkAppRole, ensureAppRole } from '../../apps/api/src/platform/db/app-role.ts';
import { migrateUp } from '../../apps/api/src/platform/db/migrator.ts';
import { openDatabase } from '../../apps/api/src/platform/db/pool.ts';
import { inTenantTransaction } from '../../apps/api/src/platform/db/tenant-transaction.ts';
import { newId } from '../../apps/api/src/platform/ids.ts';
import { SESSION_COOKIE } from '../../apps/api/src/platform/session-cookie.ts';
import { queryRows, runStatements } from '../../apps/api/test/cluster.ts';
import type { Person } from '../k6/browser.ts';

const CLIENTS_EACH = 40;
/** Of the forty clients of a practitioner about thirty sign in and have something due. */
const ACTIVE_EACH = 30;
/** A care team may have two; names run out beyond fifty times forty, and then some people have two devices. */
const PRACTITIONERS_BETWEEN = [2, 50] as const;

type Seeding = {
  ownerUrl: string;
  secret: string;
  users: number;
  onProgress: (line: string) => void;
};

/**
 * Fills an empty database with two organizations as the demo data makes them, large enough for the users, with four months of
 * history up to this moment, and starts a session for each person who signs in.
 */
export async function seed({ ownerUrl, secret, users, onProgress }: Seeding): Promise<Person[]> {
  const appUrl = await ensureAppRole({ ownerUrl, secret });
  await migrateUp(ownerUrl);
  await checkAppRole(appUrl);
  const [fewest, most] = PRACTITIONERS_BETWEEN;
  const practitioners = Math.max(fewest, Math.min(most, Math.ceil(users / 2 / ACTIVE_EACH)));
  const [library, passwordHash] = await Promise.all([loadLibrary(), hashPassword(DEMO_PASSWORD)]);
  const now = new Date();
  const database = openDatabase({
    url: appUrl,
    poolMax: 2,
    limits: { statementTimeoutMs: 0, idleTimeoutMs: 0 },
  });
  try {
    for (const organization of organizationsOf(practitioners)) {
      const origin = { actor: null, requestId: 'load-data', ipAddress: null };
      await inTenantTransaction(database, organization.id, origin, (tx) =>
        fillOrganization(tx, organization, { seed: 1, now, passwordHash, library, onClients: () => {} }),
      );
      onProgress(`${organization.clients} clients of ${organization.name}`);
    }
  } finally {
    await database.destroy();
  }
  const people = await startSessions(ownerUrl);
  // What the server does by itself within minutes; a run must not begin with it.
  await runStatements(ownerUrl, ['vacuum analyze']);
  return people;
}

/** Two practices like those of the demo data, of any size. */
function organizationsOf(practitioners: number): DemoOrganization[] {
  // A region's own names are too few for many clients.
  const origins = [
    ...new Set(DEMO_ORGANIZATIONS.flatMap(({ regions }) => regions).flatMap((one) => one.origins)),
  ];
  return DEMO_ORGANIZATIONS.map((organization) => ({
    ...organization,
    id: newId(),
    clients: practitioners * CLIENTS_EACH,
    regions: organization.regions.map((region) => ({ ...region, origins })),
    staff: [
      { name: 'Load Owner', email: `owner@${organization.key}.example`, role: 'owner' },
      ...Array.from({ length: practitioners }, (_, index) => ({
        name: `Practitioner ${index + 1}`,
        email: `practitioner-${index + 1}@${organization.key}.example`,
        role: 'practitioner' as const,
      })),
    ],
  }));
}

/** Clients with a protocol that runs today, and all practitioners. */
const SIGNING_IN = `
  select u.id, u.email, m.role
  from members m
  join users u on u.id = m.user_id
  left join clients c on c.organization_id = m.organization_id and c.member_id = m.id
  where m.role = 'practitioner' or exists (
    select from assignments a
    where a.organization_id = c.organization_id and a.client_id = c.id and a.start_date <= current_date - 1
      and a.last_date > current_date and a.stopped_on is null and a.pauses = '[]')
  order by md5(u.id::text)`;

async function startSessions(ownerUrl: string): Promise<Person[]> {
  const rows = await queryRows<{ id: string; email: string; role: Person['role'] }>(ownerUrl, SIGNING_IN);
  const started = rows.map((row) => ({ ...row, token: randomBytes(24).toString('base64url') }));
  const values = started.map(
    ({ id, token }) => `('${newId()}', '${id}', '${token}', now() + interval '7 days')`,
  );
  await runStatements(ownerUrl, [
    `insert into sessions (id, user_id, token, expires_at) values ${values.join(', ')}`,
  ]);
  return started.map(({ email, role, token }) => ({
    role,
    email,
    password: DEMO_PASSWORD,
    // The database decides whether a token is one; the signature proves nothing and is not looked at.
    cookie: { name: SESSION_COOKIE, value: `${token}.prepared` },
  }));
}
