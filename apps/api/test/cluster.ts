import { Client } from 'pg';

export type Login = { user: string; password: string };

/** The PostgreSQL that integration tests share, and the migrated database they clone. */
export type TestCluster = {
  /** A superuser of the maintenance database. */
  adminUrl: string;
  template: string;
  ownerRole: Login;
  /** The role the application runs as: it cannot bypass row-level security. */
  appRole: Login;
};

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster;
  }
}

/** Runs statements one by one, each in a transaction of its own, as CREATE DATABASE requires. */
export async function runStatements(url: string, statements: string[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** The rows of one query on a connection of its own. */
export function queryRows<Row>(url: string, query: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query(query)).rows as Row[]);
}

/** The same server under another database and role. */
export function connectionUrl(url: string, database: string, { user, password }: Login): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
