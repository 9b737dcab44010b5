import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the secret kept in `file`, making it on the first call; only the owner of the file may read it. */
export function loadOrCreateSecret(directory: string, name: string): string {
  // Others may pass through (the database may run as another user) but not list what is inside.
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const file = join(directory, name);
  try {
    // 'wx' decides between two processes that start at once: one writes, the other reads.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** The secret kept in `file`, if there is one. */
export function findSecret(directory: string, name: string): string | undefined {
  try {
    return readFileSync(join(directory, name), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
