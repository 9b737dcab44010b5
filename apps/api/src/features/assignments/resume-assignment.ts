import type { Assignment, resumeAssignmentRoute } from '@healthprotocol/contracts';
import { resume } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { applyChange, getAssignmentToChange } from './change-plan.ts';

/**
 * Lets a paused assignment go on.
 * @throws not_found, assignment_not_paused, assignment_ended, effective_date_out_of_range
 */
export function resumeAssignment(
  { actor, params: { assignmentId }, body, inTenant }: RouteRequest<typeof resumeAssignmentRoute>,
  clock: Clock,
): Promise<Assignment> {
  return inTenant(async (tx) => {
    const changing = await getAssignmentToChange(tx, actor, assignmentId, clock.now());
    const { planned, today } = changing;
    const from = body.onDate ?? today;
    const change = resume(planned.plan, from, today);
    return applyChange(tx, changing, change, { event: 'assignment.resumed', from, detail: { from } });
  });
}
