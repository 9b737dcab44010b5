import type {
  AdherenceAnswer,
  Assignment,
  AssignmentSummary,
  LocalDate,
  SafetyChecks,
  SafetyFinding,
  SafetyResult,
  SafetyRule,
} from '@healthprotocol/contracts';
import { assignmentStatus, protocolDayOf, versionBeforeEnd } from '@healthprotocol/domain';
import type { ClientRow } from '../clients/index.ts';
import { type PlannedAssignment, versionOn } from '../plans/index.ts';

export function presentSummary(
  planned: PlannedAssignment,
  today: LocalDate,
  adherence: AdherenceAnswer,
): AssignmentSummary {
  const { version, content } = versionOn(planned, today);
  const day = protocolDayOf(planned.plan, today);
  return {
    id: planned.id,
    clientId: planned.clientId,
    protocolId: planned.protocolId,
    title: content.title,
    version,
    durationDays: content.durationDays,
    startDate: planned.plan.startDate,
    lastDate: planned.lastDate,
    protocolDay: typeof day === 'number' ? day : null,
    status: assignmentStatus(planned.plan, today),
    stopReason: planned.stopReason,
    adherence,
    newestVersion: planned.newestVersion,
    versionBeforeEnd: versionBeforeEnd(planned.plan, today),
  };
}

export function presentAssignment(
  planned: PlannedAssignment,
  safety: SafetyResult,
  today: LocalDate,
): Assignment {
  const { plan } = planned;
  const { version, content } = versionOn(planned, today);
  const day = protocolDayOf(plan, today);
  return {
    id: planned.id,
    clientId: planned.clientId,
    protocolId: planned.protocolId,
    title: content.title,
    version,
    durationDays: content.durationDays,
    startDate: plan.startDate,
    lastDate: planned.lastDate,
    protocolDay: typeof day === 'number' ? day : null,
    status: assignmentStatus(plan, today),
    stopReason: planned.stopReason,
    newestVersion: planned.newestVersion,
    segments: plan.segments.map(({ fromDate, versionNumber, overrides }) => ({
      fromDate,
      version: versionNumber,
      overrides,
    })),
    pauses: plan.pauses,
    stoppedOn: plan.stoppedOn,
    safety,
    content,
    createdAt: planned.createdAt.toISOString(),
    createdBy: planned.createdBy,
    revision: planned.revision,
  };
}

export type CheckedClient = {
  client: ClientRow;
  today: LocalDate;
  safety: SafetyResult;
  alreadyAssigned: boolean;
};

/** Each rule once, and for each client which of them matched. */
export function presentSafetyChecks(checked: readonly CheckedClient[]): SafetyChecks {
  const rules: SafetyRule[] = [];
  const positions = new Map<string, number>();
  const positionOf = ({ matched: _, ...rule }: SafetyFinding) => {
    const position = positions.get(rule.ruleId) ?? rules.push(rule) - 1;
    positions.set(rule.ruleId, position);
    return position;
  };
  const items = checked.map(({ client, today, safety, alreadyAssigned }) => ({
    clientId: client.id,
    clientName: client.name,
    timeZone: client.time_zone,
    today,
    pregnancyStatus: client.pregnancy_status,
    safety: {
      checkedAt: safety.checkedAt,
      findings: safety.findings.map((finding) => ({ rule: positionOf(finding), matched: finding.matched })),
      notRecorded: safety.notRecorded,
      blockReason: safety.blockReason,
    },
    alreadyAssigned,
  }));
  return { rules, items };
}
