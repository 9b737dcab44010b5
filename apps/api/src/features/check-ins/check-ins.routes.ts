import {
  listClientCheckInsRoute,
  recordCheckInsForClientRoute,
  recordOwnCheckInsRoute,
} from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { listClientCheckIns } from './list-client-check-ins.ts';
import { recordCheckInsForClient } from './record-check-ins-for-client.ts';
import { recordOwnCheckIns } from './record-own-check-ins.ts';

export function checkInsRoutes(api: Api, clock: Clock): void {
  api.route(recordOwnCheckInsRoute, (request) => recordOwnCheckIns(request, clock));
  api.route(recordCheckInsForClientRoute, (request) => recordCheckInsForClient(request, clock));
  api.route(listClientCheckInsRoute, (request) => listClientCheckIns(request));
}
