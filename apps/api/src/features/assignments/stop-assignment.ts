import type { Assignment, stopAssignmentRoute } from '@healthprotocol/contracts';
import { stop } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { applyChange, getAssignmentToChange } from './change-plan.ts';

/**
 * Stops an assignment for good, from the client's today on; history stays.
 * @throws not_found, assignment_ended
 */
export function stopAssignment(
  { actor, params: { assignmentId }, body, inTenant }: RouteRequest<typeof stopAssignmentRoute>,
  clock: Clock,
): Promise<Assignment> {
  return inTenant(async (tx) => {
    const changing = await getAssignmentToChange(tx, actor, assignmentId, clock.now());
    const { planned, today } = changing;
    const change = stop(planned.plan, today, today);
    return applyChange(tx, changing, change, {
      event: 'assignment.stopped',
      from: today,
      stopReason: body.reason,
    });
  });
}
