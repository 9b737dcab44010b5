import type { Assignment, pauseAssignmentRoute } from '@healthprotocol/contracts';
import { pause } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { applyChange, getAssignmentToChange } from './change-plan.ts';

/**
 * Pauses a running assignment; the remaining days shift.
 * @throws not_found, assignment_not_active, assignment_ended, effective_date_out_of_range
 */
export function pauseAssignment(
  { actor, params: { assignmentId }, body, inTenant }: RouteRequest<typeof pauseAssignmentRoute>,
  clock: Clock,
): Promise<Assignment> {
  return inTenant(async (tx) => {
    const changing = await getAssignmentToChange(tx, actor, assignmentId, clock.now());
    const { planned, today } = changing;
    const from = body.fromDate ?? today;
    const change = pause(planned.plan, from, today);
    return applyChange(tx, changing, change, { event: 'assignment.paused', from, detail: { from } });
  });
}
