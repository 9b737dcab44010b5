import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { binaryPath, type PostgresBinaries } from './binaries.ts';

/** How the programs of PostgreSQL, which refuse to run as root, are started on this machine. */
export type Launcher = {
  kind: 'direct' | 'user-namespace' | 'unprivileged-user';
  binaries: PostgresBinaries;
  /** Put before the program on the command line. */
  prefix: string[];
  /** The user the program runs as; absent when it is the user of this process. */
  user?: { uid: number; gid: number };
};

// The programs need nothing of our environment, and a locale that is missing on the machine would stop initdb.
export const postgresEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

const namespacePrefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/** Where things go that an unprivileged user must reach although the project's folder is closed to it. */
const sharedRoot = '/var/lib/healthprotocol';

/** Chooses the way to start PostgreSQL: as this user, or for root in a user namespace, or else as another user. */
export function chooseLauncher(binaries: PostgresBinaries): Launcher {
  if (process.getuid?.() !== 0) return { kind: 'direct', binaries, prefix: [] };
  if (runs([...namespacePrefix, binaryPath(binaries, 'postgres'), '--version']))
    return { kind: 'user-namespace', binaries, prefix: namespacePrefix };
  const user = findUnprivilegedUser();
  return { kind: 'unprivileged-user', binaries: reachableBinaries(binaries, user), prefix: [], user };
}

/** Gives a file or folder to the user that PostgreSQL runs as, when an earlier start made it for another one. */
export function giveToLauncher({ user }: Launcher, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = user ?? { uid: 0, gid: 0 };
  const stat = lstatSync(path);
  if (stat.uid === uid && stat.gid === gid) return;
  const inside = stat.isDirectory() ? readdirSync(path, { recursive: true }) : [];
  for (const entry of inside) lchownSync(join(path, String(entry)), uid, gid);
  // Last, so that an interrupted change is taken up again by the next start.
  lchownSync(path, uid, gid);
}

/** A folder for the cluster of `dataDir` that PostgreSQL can reach: `dataDir` itself wherever possible. */
export function reachableFolder({ user }: Launcher, dataDir: string): string {
  if (!user || runs(['test', '-x', dataDir], user)) return dataDir;
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const folder = join(sharedRoot, id);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

function reachableBinaries(binaries: PostgresBinaries, user: { uid: number; gid: number }): PostgresBinaries {
  if (runs([binaryPath(binaries, 'postgres'), '--version'], user)) return binaries;
  const root = join(sharedRoot, `postgres-${binaries.version}`);
  if (!existsSync(root)) {
    const unfinished = `${root}.${process.pid}`;
    cpSync(binaries.root, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    if (existsSync(root)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, root);
  }
  return { ...binaries, root };
}

function findUnprivilegedUser(): { uid: number; gid: number } {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find(([account]) => account === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
}

function runs([command = '', ...args]: string[], user?: { uid: number; gid: number }): boolean {
  return (
    spawnSync(command, args, { ...user, env: postgresEnvironment, stdio: 'ignore', cwd: '/' }).status === 0
  );
}
