import {
  getClientDayRoute,
  getOwnDayRoute,
  getOwnPlanRoute,
  recordOwnCheckInsRoute,
} from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { countRecorded } from '../check-ins/index.ts';
import { getClientDay } from './get-client-day.ts';
import { getOwnDay } from './get-own-day.ts';
import { getOwnPlan } from './get-own-plan.ts';
import { recordOwnCheckIns } from './record-own-check-ins.ts';

export function daysRoutes(api: Api, { clock, metrics }: { clock: Clock; metrics: Metrics }): void {
  api.route(getOwnDayRoute, (request) => getOwnDay(request, clock));
  api.route(recordOwnCheckInsRoute, async (request) => {
    const answer = await recordOwnCheckIns(request, clock);
    countRecorded(metrics, request.body.checkIns, answer.items);
    return answer;
  });

  api.route(getClientDayRoute, (request) => getClientDay(request, clock));
  api.route(getOwnPlanRoute, (request) => getOwnPlan(request, clock));
}
