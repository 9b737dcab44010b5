import { getPractitionerTodayRoute, listClientsRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { getPractitionerToday } from './get-practitioner-today.ts';
import { listClients } from './list-clients.ts';

export function caseloadRoutes(api: Api, clock: Clock): void {
  api.route(listClientsRoute, (request) => listClients(request, clock));
  api.route(getPractitionerTodayRoute, (request) => getPractitionerToday(request, clock));
}
