import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { daysRoutes } from './days.routes.ts';

/** Opens the routes that show a client's days. */
export function registerDays(api: Api, { clock }: { clock: Clock }): void {
  daysRoutes(api, clock);
}
