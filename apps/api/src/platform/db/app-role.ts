import { createHmac } from 'node:crypto';
import pg from 'pg';

/** Keeps processes that start at once from altering the role at the same time; the number is arbitrary. */
const roleLock = 5_210_477_302;

type Logins = { ownerUrl: string; appUrl?: string | undefined; secret: string };

/**
 * Sees to it that the role the service runs as exists and may read and write, but not change, the tables that the
 * owner has or will make; returns its address. Run it before migrating, so that migrations can take rights away.
 */
export async function ensureAppRole({ ownerUrl, appUrl, secret }: Logins): Promise<string> {
  const url = appUrl ?? urlOfDefaultRole(ownerUrl, secret);
  const role = await withClient(ownerUrl, async (owner) => {
    await owner.query('begin');
    await owner.query('select pg_advisory_xact_lock($1)', [roleLock]);
    const name = decodeURIComponent(new URL(url).username);
    if (!appUrl) await createDefaultRole(owner, name, url);
    await grantRights(owner, name);
    await owner.query('commit');
    return name;
  });
  await withClient(url, async () => {}).catch((cause) => {
    throw new Error(`The role ${role} cannot connect to the database: ${cause.message}`, { cause });
  });
  return url;
}

/** Refuses a role that could see more than row-level security shows. Run it after migrating. */
export async function checkAppRole(appUrl: string): Promise<void> {
  const { rows } = await withClient(appUrl, (client) =>
    client.query<{ role: string; superuser: string | null; bypass: string | null; owned: string | null }>(`
      with reachable as (select * from pg_roles where pg_has_role(current_user, oid, 'member'))
      select current_user as role,
             (select min(rolname) from reachable where rolsuper) as superuser,
             (select min(rolname) from reachable where rolbypassrls) as bypass,
             (select min(relname) from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
                and relowner in (select oid from reachable)) as owned`),
  );
  const found = rows[0];
  const faults = [
    found?.superuser && `is or can become the superuser ${found.superuser}`,
    found?.bypass && `is or can become ${found.bypass}, which bypasses row-level security`,
    found?.owned && `owns or can become the owner of tables, for example ${found.owned}`,
  ].filter(Boolean);
  if (faults.length > 0)
    throw new Error(
      `The service must not run as the database role ${found?.role}: it ${faults.join('; it ')}. ` +
        'Set DATABASE_APP_URL to a role of its own, or leave it out to have one made.',
    );
}

function urlOfDefaultRole(ownerUrl: string, secret: string): string {
  const url = new URL(ownerUrl);
  // Roles belong to a whole server: with the database in its name, two installations do not share one.
  const role = `${decodeURIComponent(url.pathname.slice(1))}_app`;
  url.username = encodeURIComponent(role);
  url.password = createHmac('sha256', secret).update(`database role ${role}`).digest('base64url');
  return url.href;
}

async function createDefaultRole(owner: pg.Client, role: string, url: string): Promise<void> {
  const password = owner.escapeLiteral(new URL(url).password);
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount && (await canConnect(url))) return;
  try {
    // A new role is neither a superuser nor may it bypass row-level security, make databases or make roles.
    await owner.query(
      `${rowCount ? 'alter' : 'create'} role ${owner.escapeIdentifier(role)} login password ${password}`,
    );
  } catch (error) {
    // 42501: insufficient_privilege
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new Error(
      `The role in DATABASE_URL may not make or change the role ${role}: ` +
        'give it CREATEROLE, or set DATABASE_APP_URL to a role that exists.',
      { cause: error },
    );
  }
}

const canConnect = (url: string): Promise<boolean> => withClient(url, async () => true).catch(() => false);

async function grantRights(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ database: string }>('select current_database() as database');
  const grantee = owner.escapeIdentifier(role);
  await owner.query(
    `grant connect on database ${owner.escapeIdentifier(rows[0]?.database ?? '')} to ${grantee}`,
  );
  // Also here before the migration that fills it, so that what it makes gets these rights.
  await owner.query('create schema if not exists jobs');
  for (const schema of ['public', 'jobs']) await grantRightsIn(owner, schema, grantee);
}

async function grantRightsIn(owner: pg.Client, schema: string, grantee: string): Promise<void> {
  await owner.query(`grant usage on schema ${schema} to ${grantee}`);
  await owner.query(
    `alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${grantee}`,
  );
  await owner.query(
    `alter default privileges in schema ${schema} grant usage, select on sequences to ${grantee}`,
  );
  // A table on which the role has some right keeps exactly that: a migration may have narrowed it.
  const { rows: tables } = await owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = $2::regnamespace and relkind in ('r', 'p', 'v')
       and pg_has_role(current_user, relowner, 'usage')
       and not exists (select from aclexplode(relacl) where grantee = to_regrole($1))`,
    [grantee, schema],
  );
  for (const { name } of tables)
    await owner.query(`grant select, insert, update, delete on ${name} to ${grantee}`);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection fails the query that waits; without a listener it would also end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
