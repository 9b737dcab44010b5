import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { type MeasuredServer, startServer } from './measured-server.ts';
import type { Services } from './services.ts';

export const SECRET = 'known to nothing but this benchmark, 32+';
/** Connections to PostgreSQL of the product and of each floor. */
export const POOL_MAX = 10;

/** What `npm start` gives Node, so that what is measured is what is shipped. */
const [, assignments = '', flags = ''] =
  /^((?:\w+=\S+ )*)exec node ((?:--\S+ )*)/.exec(packageJson.scripts.start) ?? [];
const flagsOfStart = flags.split(' ').filter(Boolean);
const environmentOfStart = Object.fromEntries(
  assignments
    .split(' ')
    .filter(Boolean)
    .map((assignment) => assignment.split('=') as [string, string]),
);

const MAIN = join(import.meta.dirname, '../apps/api/src/main.ts');

/** Starts the product as in production, on the services of this run. */
export function startProduct(
  { ownerUrl, redisUrl, folder }: Pick<Services, 'ownerUrl' | 'redisUrl' | 'folder'>,
  profileDir?: string,
): Promise<MeasuredServer> {
  return startServer({
    file: MAIN,
    environment: {
      NODE_ENV: 'production',
      SECRET,
      DATABASE_URL: ownerUrl,
      DATABASE_POOL_MAX: String(POOL_MAX),
      REDIS_URL: redisUrl,
      DATA_DIR: join(folder, 'product'),
      // One address plays everybody.
      RATE_LIMIT_FACTOR: '1000000',
      // A full queue is what is measured, so nothing is turned away for being late.
      MAX_EVENT_LOOP_DELAY_MS: '0',
      DATABASE_ACQUIRE_TIMEOUT_MS: '30000',
      ...environmentOfStart,
    },
    logFile: join(folder, 'product.log'),
    readyPath: '/readyz',
    nodeFlags: flagsOfStart,
    profileDir,
  });
}

/** The same service at another port of the loopback address. */
export function atPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
}
