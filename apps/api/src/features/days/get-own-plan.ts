import type { ClientPlan, getOwnPlanRoute } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { findDays } from '../adherence/index.ts';
import { ownClientId } from '../clients/index.ts';
import { loadClientPlans } from '../plans/index.ts';
import { layOutStretch, stretchIssues } from './days.policy.ts';
import { presentPlanItem, presentStretch } from './days.presenter.ts';

/**
 * Shows clients their protocols and what is due on each day of a stretch.
 * @throws no_active_membership for an archived client, validation_failed for a stretch that is reversed or too long
 */
export async function getOwnPlan(
  request: RouteRequest<typeof getOwnPlanRoute>,
  clock: Clock,
): Promise<ClientPlan> {
  const { actor, query, readInTenant } = request;
  const { from, to } = query;
  const clientId = ownClientId(actor);
  const issues = stretchIssues(from, to);
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  const { calendar, planned: readPlanned } = await loadClientPlans(
    request,
    clientId,
    clock.now(),
    () => from,
  );
  const [planned, counted] = await readInTenant((tx) =>
    Promise.all([readPlanned(tx), findDays(tx, clientId, from, addDays(to, 1))]),
  );
  const { now } = calendar;
  return {
    today: now.today,
    dayStartHour: now.dayStartHour,
    protocols: planned.map((one) => presentPlanItem(one, now.today)),
    ...presentStretch(layOutStretch(planned, counted, from, to)),
  };
}
