import { join } from 'node:path';
import { type MeasuredServer, startServer } from './measured-server.ts';
import type { Services } from './services.ts';

export const SECRET = 'known to nothing but this benchmark, 32+';
/** Connections to PostgreSQL of the product and of each floor. */
export const POOL_MAX = 10;

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
    },
    logFile: join(folder, 'product.log'),
    readyPath: '/readyz',
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
