import type { Assignment, changeOverridesRoute } from '@healthprotocol/contracts';
import { changeOverrides as changeOverridesOf } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { applyChange, getAssignmentToChange } from './change-plan.ts';

/**
 * Replaces what is different for this client, from a date on.
 * @throws not_found, assignment_ended, effective_date_out_of_range, unknown_activity, due_again_today
 */
export function changeOverrides(
  { actor, params: { assignmentId }, body, inTenant }: RouteRequest<typeof changeOverridesRoute>,
  clock: Clock,
): Promise<Assignment> {
  return inTenant(async (tx) => {
    const changing = await getAssignmentToChange(tx, actor, assignmentId, clock.now());
    const { planned, today } = changing;
    const from = body.fromDate;
    const change = changeOverridesOf(planned.plan, from, body.overrides, today);
    return applyChange(tx, changing, change, {
      event: 'assignment.overrides_changed',
      from,
      detail: { from, overrides: body.overrides.length },
      dueAgain: { confirmed: body.confirmDueAgain ?? false },
    });
  });
}
