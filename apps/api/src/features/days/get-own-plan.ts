import type { ClientPlan, getOwnPlanRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { loadCurrentCheckIns } from '../check-ins/index.ts';
import { ownClientId } from '../clients/index.ts';
import { loadClientPlans } from '../plans/index.ts';
import { layOutStretch, stretchIssues } from './days.policy.ts';
import { presentPlanDay, presentPlanItem } from './days.presenter.ts';

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
  const [planned, current] = await readInTenant((tx) =>
    Promise.all([readPlanned(tx), loadCurrentCheckIns(tx, clientId, from, to)]),
  );
  const { now } = calendar;
  return {
    today: now.today,
    protocols: planned.map((one) => presentPlanItem(one, now.today)),
    days: layOutStretch(planned, current, from, to, now).map(presentPlanDay),
  };
}
