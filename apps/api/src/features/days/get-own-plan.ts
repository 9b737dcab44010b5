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
export function getOwnPlan(
  { actor, query: { from, to }, inTenant }: RouteRequest<typeof getOwnPlanRoute>,
  clock: Clock,
): Promise<ClientPlan> {
  const clientId = ownClientId(actor);
  const issues = stretchIssues(from, to);
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  return inTenant(async (tx) => {
    const [{ calendar, planned }, current] = await Promise.all([
      loadClientPlans(tx, clientId, clock.now(), () => from),
      loadCurrentCheckIns(tx, clientId, from, to),
    ]);
    const { now } = calendar;
    return {
      today: now.today,
      protocols: planned.map((one) => presentPlanItem(one, now.today)),
      days: layOutStretch(planned, current, from, to, now).map(presentPlanDay),
    };
  });
}
