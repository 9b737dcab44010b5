import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const inputs = [
  'apps/web',
  'packages/contracts',
  'packages/domain',
  'package-lock.json',
  'tsconfig.base.json',
];
const notBuilt = /(^|\/)(node_modules|dist|e2e)(\/|$)|\.(test|spec)\.tsx?$/;

/** Builds the web app unless the last build was made from exactly these sources. */
export async function buildWebIfChanged(
  root: string,
  say: (line: string) => void,
  build: (folder: string) => Promise<void> = viteBuild,
): Promise<void> {
  const stamp = join(root, 'apps/web/dist/.sources');
  const sources = sourcesHash(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  say('Building the web app (only when its sources changed)');
  await build(join(root, 'apps/web'));
  writeFileSync(stamp, sources);
}

function sourcesHash(root: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const name = relative(root, path);
    if (!notBuilt.test(name)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  };
  for (const input of inputs) {
    const path = join(root, input);
    if (/\.\w+$/.test(input)) add(path);
    else for (const file of filesIn(path)) add(file);
  }
  return hash.digest('hex');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (notBuilt.test(entry.name)) return [];
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

function viteBuild(folder: string): Promise<void> {
  const vite = dirname(createRequire(join(folder, 'package.json')).resolve('vite/package.json'));
  const child = spawn(process.execPath, [join(vite, 'bin/vite.js'), 'build'], {
    cwd: folder,
    // Another value would make a development build of React.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.removeListener('exit', stop);
      if (code === 0) resolve();
      else reject(new Error('The web app could not be built; its messages are above.'));
    });
  });
}
