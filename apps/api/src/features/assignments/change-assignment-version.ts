import type { Assignment, changeAssignmentVersionRoute } from '@healthprotocol/contracts';
import { changeVersion, protocolDayOf } from '@healthprotocol/domain';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { checkSafety, withReason } from './assignments.policy.ts';
import { applyChange, getAssignmentToChange } from './change-plan.ts';

/**
 * Moves an assignment to another version from a date on; the days before keep theirs.
 * @throws not_found, assignment_ended, effective_date_out_of_range, version_ended, assignment_blocked, due_again_today
 */
export function changeAssignmentVersion(
  { actor, params: { assignmentId }, body, inTenant }: RouteRequest<typeof changeAssignmentVersionRoute>,
  clock: Clock,
): Promise<Assignment> {
  const { version, fromDate: from, blockReason, confirmDueAgain = false, confirmEnd = false } = body;
  const now = clock.now();
  return inTenant(async (tx) => {
    const changing = await getAssignmentToChange(tx, actor, assignmentId, now, version);
    const { planned, client, today } = changing;
    const content = planned.contents.get(version);
    if (!content) throw new AppError('not_found');
    const change = changeVersion(planned.plan, from, { versionNumber: version, content }, today);
    if (!change.ok) throw new AppError(change.problem);
    if (!confirmEnd && protocolDayOf(change.plan, from) === 'after') throw new AppError('version_ended');
    const safety = withReason(checkSafety(content, client, from, now), blockReason, client.safety);
    if (!safety) throw new AppError('assignment_blocked');
    return applyChange(tx, changing, change, {
      event: 'assignment.version_changed',
      from,
      detail: {
        from,
        version,
        findings: safety.findings.length,
        blockReasonGiven: safety.blockReason !== null,
      },
      safety,
      dueAgain: { confirmed: confirmDueAgain },
    });
  });
}
