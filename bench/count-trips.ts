import { startCountingProxy } from './count-round-trips.ts';
import { atPort, startProduct } from './product.ts';
import { sendAll } from './requests.ts';
import type { Scenario } from './scenarios.ts';
import type { Services } from './services.ts';
import { median } from './summary.ts';

export type Trips = { sqlRoundTrips: number; redisRoundTrips: number };

const COUNTED = 7;
/** So many at first fill caches and connections. */
const BEFORE = 3;

/** Round trips of one request of each scenario, counted on the wire of a product of its own. */
export async function countTrips(
  services: Services,
  scenarios: readonly Scenario[],
): Promise<Map<string, Trips>> {
  const portOf = (url: string): number => Number(new URL(url).port);
  const sql = await startCountingProxy(portOf(services.ownerUrl));
  const redis = await startCountingProxy(portOf(services.redisUrl));
  const product = await startProduct({
    ...services,
    ownerUrl: atPort(services.ownerUrl, sql.port),
    redisUrl: atPort(services.redisUrl, redis.port),
  });
  const counted = new Map<string, Trips>();
  try {
    for (const { key, nextRequest, warm } of scenarios) {
      const sqlTrips: number[] = [];
      const redisTrips: number[] = [];
      for (let request = 0; request < BEFORE + COUNTED; request++) {
        const bytes = nextRequest(0);
        if (warm) await sendAll(product.port, [bytes]);
        const [sqlBefore, redisBefore] = [sql.roundTrips(), redis.roundTrips()];
        await sendAll(product.port, [bytes]);
        if (request < BEFORE) continue;
        sqlTrips.push(sql.roundTrips() - sqlBefore);
        redisTrips.push(redis.roundTrips() - redisBefore);
      }
      counted.set(key, { sqlRoundTrips: median(sqlTrips), redisRoundTrips: median(redisTrips) });
    }
  } finally {
    await product.stop();
    sql.close();
    redis.close();
  }
  return counted;
}
