import { type AssignmentPlan, lastDatesOfSegments } from '@healthprotocol/domain';

/** What is kept of an assignment's segments; whatever changes its plan writes all of them anew. */
export function segmentRows(organizationId: string, protocolId: string, plan: AssignmentPlan) {
  const lastDates = lastDatesOfSegments(plan);
  return plan.segments.map(({ fromDate, versionNumber, overrides }, index) => ({
    organization_id: organizationId,
    assignment_id: plan.assignmentId,
    from_date: fromDate,
    protocol_id: protocolId,
    version: versionNumber,
    overrides: JSON.stringify(overrides),
    is_first: index === 0,
    last_date: lastDates[index]!,
  }));
}
