import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { findPostmaster, isAlive, stopPostmaster } from './postmaster.ts';
import { connectAsSuperuser } from './superuser.ts';

/** Held by the process that started PostgreSQL for as long as both live; the key is arbitrary. */
export const ownerLock = 5_210_477_301;

/** The setting by which a running PostgreSQL names the process that started it. */
export const ownerSetting = 'healthprotocol.owner_pid';

/**
 * Looks for a PostgreSQL that already runs on the cluster. One whose process was killed is stopped cleanly; one whose
 * process lives is left alone, and the start refused.
 */
export async function refuseOrStopRunning(
  cluster: Cluster,
  dataDir: string,
  onProgress: (line: string) => void,
): Promise<void> {
  // Long enough for a start of another process to finish, and for the shutdown of a server left over to do so.
  const patienceMs = 10_000;
  const started = performance.now();
  while (true) {
    const postmaster = findPostmaster(cluster.folder);
    if (!postmaster) return;
    const owner = await findOwner(postmaster.port, cluster);
    if (owner?.holdsLock && isAlive(owner.pid)) throw inUse(dataDir, owner.pid);
    const waitedMs = performance.now() - started;
    if (waitedMs > patienceMs || (owner && !isAlive(owner.pid))) {
      onProgress('Stopping the PostgreSQL that an earlier, killed start left running');
      await stopPostmaster(postmaster.pid, () => findPostmaster(cluster.folder)?.pid !== postmaster.pid);
      return;
    }
    await sleep(100);
  }
}

const inUse = (dataDir: string, pid: number): Error =>
  new Error(
    `${dataDir} is already in use by process ${pid}. Stop that one first, or choose another DATA_DIR.`,
  );

// Answers nothing while the server starts or stops and takes no connections.
async function findOwner(
  port: number,
  cluster: Cluster,
): Promise<{ pid: number; holdsLock: boolean } | undefined> {
  const client = await connectAsSuperuser(port, cluster).catch(() => undefined);
  if (!client) return undefined;
  try {
    const { rows } = await client.query<{ pid: number; holds_lock: boolean }>(
      `select coalesce(current_setting($1, true), '0')::int as pid,
              not pg_try_advisory_lock($2) as holds_lock`,
      [ownerSetting, ownerLock],
    );
    return rows[0] && { pid: rows[0].pid, holdsLock: rows[0].holds_lock };
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
