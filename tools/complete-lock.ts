import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Usage: node tools/complete-lock.ts, after every npm install that changed package-lock.json
// npm leaves out of the lock the programs of other platforms that its registry does not hold, and then `npm ci`
// refuses the lock. What an entry must say (version, platform) stands in the name, so it can be added here.

type Entry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type Lock = { packages: Record<string, Entry> };

/** Adds the missing entries to a lock and returns where they went. */
export function completeLock({ packages }: Lock): string[] {
  const added: string[] = [];
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isFound(packages, path, name, version)) continue;
      const beside = `${path.slice(0, path.lastIndexOf('node_modules/'))}node_modules/${name}`;
      const at = packages[beside] ? `${path}/node_modules/${name}` : beside;
      packages[at] = { version, ...platformIn(name), ...(dev && { dev }), optional: true };
      added.push(at);
    }
  return added;
}

// As Node looks for a package: in the folder itself and then in each one above. Platform packages are pinned exactly.
function isFound(packages: Lock['packages'], from: string, name: string, version: string): boolean {
  const parts = from.split('/node_modules/');
  const folders = parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/`);
  const found = [...folders, ''].map((folder) => packages[`${folder}node_modules/${name}`]).find(Boolean);
  return found !== undefined && (found.version === version || !/^\d/.test(version));
}

function platformIn(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const part = (pattern: RegExp): string | undefined => pattern.exec(name)?.[1];
  const os = part(/-(android|darwin|freebsd|linux|openharmony|win32)-/);
  const cpu = part(/-(arm64|arm|ia32|ppc64|riscv64|s390x|wasm32|x64)(?=-|$)/);
  if (!cpu)
    throw new Error(`${name} does not say which platform it is for; add it to package-lock.json by hand`);
  const libc =
    os === 'linux' && cpu !== 'arm' ? { gnu: 'glibc', musl: 'musl' }[part(/-(gnu|musl)$/) ?? ''] : undefined;
  return { ...(os && { os: [os] }), cpu: [cpu], ...(libc && { libc: [libc] }) };
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const added = completeLock(lock);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${added.length} packages of other platforms added to package-lock.json\n`);
}
