import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { clientsRoutes } from './clients.routes.ts';

export {
  type ClientRow,
  findVisibleClients,
  getVisibleClient,
  visibleTo,
} from './client-access.repository.ts';
export { localTodayOf, ownClientId, refuseArchived } from './clients.policy.ts';
export { clientLogin } from './clients.repository.ts';

/** Opens the routes about clients. */
export function registerClients(api: Api, { clock }: { clock: Clock }): void {
  clientsRoutes(api, clock);
}
