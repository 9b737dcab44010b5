import type { Assignment, getAssignmentRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { localTodayOf } from '../clients/index.ts';
import { listPlans } from '../plans/index.ts';
import { presentAssignment } from './assignments.presenter.ts';
import { getVisibleClientOf } from './assignments.repository.ts';

/**
 * Shows one assignment with its history and safety check.
 * @throws not_found
 */
export function getAssignment(
  { actor, params: { assignmentId }, inTenant }: RouteRequest<typeof getAssignmentRoute>,
  clock: Clock,
): Promise<Assignment> {
  return inTenant(async (tx) => {
    const client = await getVisibleClientOf(tx, actor, assignmentId);
    const { id: clientId } = client;
    tx.audit({ type: 'assignment.viewed', subjectType: 'assignment', subjectId: assignmentId, clientId });
    const [planned] = await listPlans(tx, [assignmentId]);
    return presentAssignment(planned!, client.safety, localTodayOf(client, clock.now()));
  });
}
