import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { findRolePassword, recordRolePassword, withInstallation } from './installation.ts';
import { withClient } from './with-client.ts';

type Logins = {
  ownerUrl: string;
  /** The operator's own role; without it, one is made. */
  appUrl?: string | undefined;
  /** Gave the role its password in the first version. */
  secret?: string | undefined;
};

/**
 * Sees to it that the role the service runs as exists and may read and write, but not change, the tables that the
 * owner has or will make; returns its address. A role that is there is left as it is. Run it before migrating, so that migrations
 * can take rights away.
 */
export async function ensureAppRole({ ownerUrl, appUrl, secret }: Logins): Promise<string> {
  const url = await withInstallation(ownerUrl, async (owner) => {
    const found = appUrl ?? (await ensureDefaultRole(owner, ownerUrl, secret));
    await grantRights(owner, roleOf(found));
    return found;
  });
  await withClient(url, async () => {}).catch((cause) => {
    throw new Error(`The role ${roleOf(url)} cannot connect to the database: ${cause.message}`, { cause });
  });
  return url;
}

/** Gives the role that was made for the service a new password, and returns its name. Whoever runs with the old one has to start anew. */
export function renewRolePassword(ownerUrl: string): Promise<string> {
  const role = defaultRoleOf(ownerUrl);
  return withInstallation(ownerUrl, async (owner) => {
    const password = newPassword();
    await owner.query(
      `alter role ${owner.escapeIdentifier(role)} login password ${owner.escapeLiteral(password)}`,
    );
    await recordRolePassword(owner, role, password);
    return role;
  });
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

export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Roles belong to a whole server: with the database in its name, two installations do not share one. */
export const defaultRoleOf = (ownerUrl: string): string =>
  `${decodeURIComponent(new URL(ownerUrl).pathname.slice(1))}_app`;

const newPassword = (): string => randomBytes(32).toString('base64url');

function urlOfRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** The address of the role that is made where the operator names none. Its password is random and kept where only the owner reads it. */
async function ensureDefaultRole(
  owner: pg.Client,
  ownerUrl: string,
  secret: string | undefined,
): Promise<string> {
  const role = defaultRoleOf(ownerUrl);
  const known = await findRolePassword(owner, role);
  const { rowCount: exists } = await owner.query('select from pg_roles where rolname = $1', [role]);
  if (exists && known !== undefined) return urlOfRole(ownerUrl, role, known);
  const password = exists ? await findEarlierPassword(ownerUrl, role, secret) : (known ?? newPassword());
  if (!exists) await createRole(owner, role, password);
  await recordRolePassword(owner, role, password);
  return urlOfRole(ownerUrl, role, password);
}

/** The first version derived the password from SECRET. */
async function findEarlierPassword(
  ownerUrl: string,
  role: string,
  secret: string | undefined,
): Promise<string> {
  if (secret !== undefined) {
    const derived = createHmac('sha256', secret).update(`database role ${role}`).digest('base64url');
    if (await canConnect(urlOfRole(ownerUrl, role, derived))) return derived;
  }
  throw new Error(
    `The role ${role} exists, and its password is not known here; nothing was changed. ` +
      'Start the service once with the SECRET it had, or set DATABASE_APP_URL. ' +
      'If no service uses the role, npm run db -- role-password gives it a new one.',
  );
}

async function createRole(owner: pg.Client, role: string, password: string): Promise<void> {
  try {
    // A new role is neither a superuser nor may it bypass row-level security, make databases or make roles.
    await owner.query(
      `create role ${owner.escapeIdentifier(role)} login password ${owner.escapeLiteral(password)}`,
    );
  } catch (error) {
    // 42501: insufficient_privilege
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new Error(
      `The role in DATABASE_URL may not make the role ${role}: ` +
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
