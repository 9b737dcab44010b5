import { findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

/** The database as its owner reaches it, and how to let go of it. */
export type OwnerDatabase = { ownerUrl: string; release(): Promise<void> };

type Where = { DATABASE_URL?: string | undefined; DATA_DIR: string };

const nothingToRelease = async (): Promise<void> => {};

/** The database a service runs on: the one in DATABASE_URL, or an embedded one started for this process alone. */
export async function openOwnerDatabase(
  { DATABASE_URL, DATA_DIR }: Where,
  onProgress: (line: string) => void,
): Promise<OwnerDatabase> {
  if (DATABASE_URL) return { ownerUrl: DATABASE_URL, release: nothingToRelease };
  const { ownerUrl, stop } = await startEmbeddedPostgres({ dataDir: DATA_DIR, onProgress });
  return { ownerUrl, release: stop };
}

/** The same for a short command, which shares the embedded database with a service that runs on it. */
export async function joinOwnerDatabase(
  where: Where,
  onProgress: (line: string) => void,
): Promise<OwnerDatabase> {
  const running = where.DATABASE_URL ? undefined : await findEmbeddedPostgres(where.DATA_DIR);
  if (running) return { ownerUrl: running, release: nothingToRelease };
  return openOwnerDatabase(where, onProgress);
}
