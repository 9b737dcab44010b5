import { getClientAdherenceRoute, getOwnAdherenceRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { getClientAdherence } from './get-client-adherence.ts';
import { getOwnAdherence } from './get-own-adherence.ts';

export function adherenceRoutes(api: Api, clock: Clock): void {
  api.route(getClientAdherenceRoute, (request) => getClientAdherence(request, clock));
  api.route(getOwnAdherenceRoute, (request) => getOwnAdherence(request, clock));
}
