import { getClientDayRoute, getOwnDayRoute, getOwnPlanRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { getClientDay } from './get-client-day.ts';
import { getOwnDay } from './get-own-day.ts';
import { getOwnPlan } from './get-own-plan.ts';

export function daysRoutes(api: Api, clock: Clock): void {
  api.route(getOwnDayRoute, (request) => getOwnDay(request, clock));
  api.route(getClientDayRoute, (request) => getClientDay(request, clock));
  api.route(getOwnPlanRoute, (request) => getOwnPlan(request, clock));
}
