import type {
  Assignment,
  AuditEventType,
  LocalDate,
  ProtocolContent,
  SafetyResult,
} from '@healthprotocol/contracts';
import { lastDate, type PlanChange } from '@healthprotocol/domain';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { rewriteAdherence } from '../adherence/index.ts';
import { type ClientRow, localTodayOf } from '../clients/index.ts';
import { listPlans, type PlannedAssignment } from '../plans/index.ts';
import { presentAssignment } from './assignments.presenter.ts';
import {
  deleteSegments,
  findVisibleClientOf,
  insertSegments,
  lockAssignment,
  updateAssignment,
} from './assignments.repository.ts';
import { forgetWhatItShows } from './forget-what-it-shows.ts';

/** An assignment that nobody else changes meanwhile, its client, and the client's date. */
export type Changing = { planned: PlannedAssignment; client: ClientRow; today: LocalDate };

/**
 * Locks an assignment that the actor may change, and loads it, and on the way the content of a version that it may move to.
 * @throws not_found
 */
export async function getAssignmentToChange(
  tx: TenantTx,
  actor: Actor,
  assignmentId: string,
  now: Date,
  newVersion?: number,
): Promise<Changing> {
  // Sent in this order: whatever is read after the lock cannot change any more.
  const [, client, [planned]] = await Promise.all([
    lockAssignment(tx, assignmentId),
    findVisibleClientOf(tx, actor, assignmentId),
    listPlans(tx, [assignmentId], newVersion),
  ]);
  if (!planned || !client) throw new AppError('not_found');
  return { planned, client, today: localTodayOf(client, now) };
}

/** What is written besides the plan itself. */
export type Consequences = {
  event: AuditEventType;
  /** First date on which the change makes a difference. */
  from: LocalDate;
  detail?: Record<string, unknown>;
  stopReason?: string;
  safety?: SafetyResult;
  newVersion?: { version: number; content: ProtocolContent };
};

/**
 * Keeps a changed plan: the assignment, its segments, the rollup from the date on, and the audit row.
 * @throws the problem that the rules found with the change
 */
export async function applyChange(
  tx: TenantTx,
  { planned, today }: Changing,
  change: PlanChange,
  { event, from, detail, stopReason, safety, newVersion }: Consequences,
): Promise<Assignment> {
  if (!change.ok) throw new AppError(change.problem);
  const { plan } = change;
  const contents = new Map(planned.contents);
  if (newVersion) contents.set(newVersion.version, newVersion.content);
  const changed: PlannedAssignment = {
    ...planned,
    plan,
    contents,
    lastDate: lastDate(plan),
    stopReason: stopReason ?? planned.stopReason,
    safety: safety ?? planned.safety,
    revision: planned.revision + 1,
  };
  await Promise.all([
    updateAssignment(tx, changed),
    // Whatever changes, it also moves the last date of a segment.
    deleteSegments(tx, planned.id),
    insertSegments(tx, planned.protocolId, [plan]),
    rewriteAdherence(tx, changed, from),
  ]);
  const { id, clientId } = planned;
  forgetWhatItShows(tx, clientId);
  tx.audit({ type: event, subjectType: 'assignment', subjectId: id, clientId, ...(detail && { detail }) });
  return presentAssignment(changed, today);
}
