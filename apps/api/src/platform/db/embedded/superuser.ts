import pg from 'pg';
import type { Cluster } from './cluster.ts';
import { superuser } from './cluster.ts';

export function urlFor(port: number, role: string, password: string, database: string): string {
  // Without sslmode the environment's PGSSLMODE would apply, and the embedded server speaks no TLS.
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

/** Connects to the cluster's own database; the client survives the end of the server. */
export async function connectAsSuperuser(port: number, cluster: Cluster): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlFor(port, superuser, cluster.superuserPassword, 'postgres'),
    application_name: 'healthprotocol supervisor',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Makes the product's database and the role that owns it: not a superuser, so that nothing depends on being one. */
export async function provisionOwner(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ role: boolean; database: boolean }>(`
    select exists (select from pg_roles where rolname = 'healthprotocol_owner') as role,
           exists (select from pg_database where datname = 'healthprotocol') as database`);
  if (!rows[0]?.role)
    await client.query(
      `create role healthprotocol_owner login createrole password ${client.escapeLiteral(password)}`,
    );
  if (!rows[0]?.database) {
    await client.query('create database healthprotocol owner healthprotocol_owner');
    await client.query('revoke all on database healthprotocol from public');
  }
}
