import type { Api } from '../../platform/http/api.ts';
import { clientsRoutes } from './clients.routes.ts';
import type { ClientsDeps } from './clients-deps.ts';

export {
  type ClientRow,
  getVisibleClient,
  getVisibleClients,
  visibleTo,
} from './client-access.repository.ts';
export { localTodayOf, ownClientId, refuseArchived } from './clients.policy.ts';
export { clientLogin } from './clients.repository.ts';
export { viewClient } from './view-client.ts';

/** Opens the routes about clients. */
export function registerClients(api: Api, deps: ClientsDeps): void {
  clientsRoutes(api, deps);
}
