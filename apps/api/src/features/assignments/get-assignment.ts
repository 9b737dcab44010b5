import type { Assignment, getAssignmentRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClient, localTodayOf } from '../clients/index.ts';
import { listPlans } from '../plans/index.ts';
import { presentAssignment } from './assignments.presenter.ts';

/**
 * Shows one assignment with its history and safety check.
 * @throws not_found
 */
export function getAssignment(
  { actor, params: { assignmentId }, inTenant }: RouteRequest<typeof getAssignmentRoute>,
  clock: Clock,
): Promise<Assignment> {
  return inTenant(async (tx) => {
    const [planned] = await listPlans(tx, [assignmentId]);
    if (!planned) throw new AppError('not_found');
    const { clientId } = planned;
    const client = await getVisibleClient(tx, actor, clientId);
    tx.audit({ type: 'assignment.viewed', subjectType: 'assignment', subjectId: assignmentId, clientId });
    return presentAssignment(planned, localTodayOf(client, clock.now()));
  });
}
