import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { daysRoutes } from './days.routes.ts';

/** Opens the routes that show a client's days, and by which clients say what they did on them. */
export function registerDays(api: Api, deps: { clock: Clock; metrics: Metrics }): void {
  daysRoutes(api, deps);
}
