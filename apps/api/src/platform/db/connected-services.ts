import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { defaultRoleOf, roleOf } from './app-role.ts';
import type { AppDatabase } from './schema.ts';
import { withClient } from './with-client.ts';

/** How often a service shows that it is there: one whose connections were all cut has a new one by then. */
const SHOW_EVERY_MS = 2_000;

/** Keeps a connection open also while nobody asks the service for anything. Call what it returns to end that. */
export function stayConnected(database: AppDatabase): () => void {
  let isAsking = false;
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    sql`select 1`
      .execute(database)
      .catch(() => undefined)
      .finally(() => {
        isAsking = false;
      });
  }, SHOW_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

type Where = { ownerUrl: string; DATABASE_APP_URL?: string | undefined };

/** How many connections services and their commands have to the database, by their name or by the role they run as. */
export function countConnected({ ownerUrl, DATABASE_APP_URL }: Where): Promise<number> {
  const role = DATABASE_APP_URL ? roleOf(DATABASE_APP_URL) : defaultRoleOf(ownerUrl);
  return withClient(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ connected: number }>(
      `select count(*)::int as connected from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and (usename = $1 or starts_with(application_name, 'healthprotocol'))`,
      [role],
    );
    return rows[0]?.connected ?? 0;
  });
}

/** The same, looking for as long as a service may be without a connection; as soon as there is one. */
export async function watchForConnected(where: Where): Promise<number> {
  const end = performance.now() + 1.5 * SHOW_EVERY_MS;
  for (;;) {
    const connected = await countConnected(where);
    if (connected > 0 || performance.now() > end) return connected;
    await sleep(200);
  }
}
