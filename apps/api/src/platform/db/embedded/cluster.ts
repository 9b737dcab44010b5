import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadOrCreateSecret } from '../../secret.ts';
import { binaryPath } from './binaries.ts';
import { giveToLauncher, type Launcher, postgresEnvironment, reachableFolder } from './launcher.ts';
import { isAlive } from './postmaster.ts';

/** One PostgreSQL data directory and the password of its superuser. */
export type Cluster = { folder: string; superuserPassword: string };

export const superuser = 'postgres';

/** Finds the cluster of a data folder, if an earlier start made one. */
export function findCluster(dataDir: string): Cluster | undefined {
  const link = join(dataDir, 'postgres');
  if (!existsSync(link)) return undefined;
  return { folder: realpathSync(link), superuserPassword: loadOrCreateSecret(dataDir, 'postgres-password') };
}

/** Finds or makes the cluster of a data folder. A making that was interrupted leaves nothing that counts as one. */
export async function prepareCluster(
  launcher: Launcher,
  dataDir: string,
  { durable, onProgress }: { durable: boolean; onProgress: (line: string) => void },
): Promise<Cluster> {
  const superuserPassword = loadOrCreateSecret(dataDir, 'postgres-password');
  const found = findCluster(dataDir);
  if (found) {
    giveToLauncher(launcher, found.folder);
    return found;
  }

  onProgress(`Creating the database in ${dataDir}`);
  const parent = reachableFolder(launcher, dataDir);
  removeUnfinished(parent);
  const unfinished = mkdtempSync(join(parent, `postgres.init-${process.pid}-`));
  const passwordFile = `${unfinished}.password`;
  try {
    writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
    giveToLauncher(launcher, unfinished);
    giveToLauncher(launcher, passwordFile);
    await initdb(launcher, unfinished, passwordFile, durable);
    moveIntoPlace(unfinished, join(parent, 'postgres'));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
  if (parent !== dataDir) {
    onProgress(`PostgreSQL cannot enter ${dataDir} as another user; its files are in ${parent}`);
    symlinkSync(join(parent, 'postgres'), join(dataDir, 'postgres'));
  }
  return { folder: realpathSync(join(parent, 'postgres')), superuserPassword };
}

async function initdb(
  launcher: Launcher,
  folder: string,
  passwordFile: string,
  durable: boolean,
): Promise<void> {
  const [program = '', ...args] = [
    ...launcher.prefix,
    binaryPath(launcher.binaries, 'initdb'),
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own locale sorts the same on every machine and never changes under an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await promisify(execFile)(program, args, { ...launcher.user, env: postgresEnvironment, cwd: '/' });
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim();
    throw new Error(`PostgreSQL could not create its files in ${folder}: ${said ?? cause}`, { cause });
  }
}

function moveIntoPlace(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another start was quicker; what we made is thrown away.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function removeUnfinished(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^postgres\.init-(\d+)/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}
