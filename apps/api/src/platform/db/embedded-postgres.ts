import { createHmac } from 'node:crypto';
import { resolve } from 'node:path';
import { findBinaries } from './embedded/binaries.ts';
import { type Cluster, findCluster, prepareCluster } from './embedded/cluster.ts';
import { chooseLauncher } from './embedded/launcher.ts';
import { refuseOrStopRunning } from './embedded/ownership.ts';
import { findPostmaster } from './embedded/postmaster.ts';
import { launchServer, type Server, stopServer } from './embedded/server.ts';
import { connectAsSuperuser, provisionOwner, urlFor } from './embedded/superuser.ts';

export type EmbeddedPostgresOptions = {
  dataDir: string;
  /** A free port is taken when absent. */
  port?: number;
  /** PostgreSQL settings that win over the durable defaults; only tests may relax those. */
  settings?: Record<string, string>;
  onProgress?: (line: string) => void;
};

export type EmbeddedPostgres = {
  /** The role that owns the product's database and is no superuser. */
  ownerUrl: string;
  /** The cluster's superuser, for tests that clone databases. */
  adminUrl: string;
  stop(): Promise<void>;
};

const ownerPassword = ({ superuserPassword }: Cluster): string =>
  createHmac('sha256', superuserPassword).update('healthprotocol_owner').digest('base64url');

/**
 * Starts the PostgreSQL that npm installed on the files in `dataDir`, making them on the first call. It is started
 * again should it end by itself, and ends with this process.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const onProgress = options.onProgress ?? (() => {});
  const settings = options.settings ?? {};
  const launcher = chooseLauncher(findBinaries());
  const cluster = await prepareCluster(launcher, dataDir, { durable: settings.fsync !== 'off', onProgress });
  const launch = async (port?: number): Promise<Server> =>
    launchServer({ launcher, cluster, dataDir, settings, onProgress, ...(port !== undefined && { port }) });

  await refuseOrStopRunning(cluster, dataDir, onProgress);
  let server = await launch(options.port);
  await provisionOwner(server.superuserClient, ownerPassword(cluster));

  let stopping = false;
  let restart: Promise<void> = Promise.resolve();
  const watch = (): void => {
    server.exited.then(() => {
      if (stopping) return;
      onProgress('PostgreSQL ended unexpectedly and is started again');
      restart = launch(server.port).then(
        (next) => {
          server = next;
          watch();
        },
        (error) => onProgress(String(error)),
      );
    });
  };
  watch();

  return {
    ownerUrl: urlFor(server.port, 'healthprotocol_owner', ownerPassword(cluster), 'healthprotocol'),
    adminUrl: urlFor(server.port, 'postgres', cluster.superuserPassword, 'postgres'),
    stop: async () => {
      stopping = true;
      await restart;
      await stopServer(server);
    },
  };
}

/** The owner's address of the embedded PostgreSQL that already runs on `dataDir`, if one does. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const cluster = findCluster(resolve(dataDir));
  const postmaster = cluster && findPostmaster(cluster.folder);
  if (!postmaster) return undefined;
  const client = await connectAsSuperuser(postmaster.port, cluster).catch(() => undefined);
  if (!client) return undefined;
  await client.end();
  return urlFor(postmaster.port, 'healthprotocol_owner', ownerPassword(cluster), 'healthprotocol');
}
