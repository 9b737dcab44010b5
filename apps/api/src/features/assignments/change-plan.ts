import type {
  Activity,
  Assignment,
  AuditEventType,
  LocalDate,
  SafetyResult,
} from '@healthprotocol/contracts';
import { dueAgain, keepAnswered, lastDate, type PlanChange, planSizeProblems } from '@healthprotocol/domain';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import { loadAnswersFrom, rewriteAdherence } from '../adherence/index.ts';
import { localTodayOf } from '../clients/index.ts';
import { listPlans, type PlannedAssignment } from '../plans/index.ts';
import { tooManyChanges } from './assignments.policy.ts';
import { presentAssignment } from './assignments.presenter.ts';
import {
  type ClientOfAssignment,
  deleteSegments,
  getVisibleClientOf,
  insertSegments,
  updateAssignment,
} from './assignments.repository.ts';
import { forgetWhatItShows } from './forget-what-it-shows.ts';

/** An assignment that nobody else changes meanwhile, its client, and the client's date. */
export type Changing = { planned: PlannedAssignment; client: ClientOfAssignment; today: LocalDate };

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
  const client = await getVisibleClientOf(tx, actor, assignmentId, { lock: true });
  // Read after the lock, it cannot change any more.
  const [planned] = await listPlans(tx, [assignmentId], newVersion);
  return { planned: planned!, client, today: localTodayOf(client, now) };
}

/** What is written besides the plan itself. */
export type Consequences = {
  event: AuditEventType;
  /** First date on which the change makes a difference. */
  from: LocalDate;
  detail?: Record<string, unknown>;
  stopReason?: string;
  safety?: SafetyResult;
  /** Absent where nothing becomes due that was not. */
  dueAgain?: { confirmed: boolean };
};

/**
 * Keeps a changed plan: the assignment, its segments, the rollup from the date on, and the audit row.
 * @throws plan_too_large, due_again_today, and the problem that the rules found with the change
 */
export async function applyChange(
  tx: TenantTx,
  { planned, client, today }: Changing,
  change: PlanChange,
  { event, from, detail, stopReason, safety, dueAgain: again }: Consequences,
): Promise<Assignment> {
  if (!change.ok) throw new AppError(change.problem);
  const made = change.plan.segments.filter((segment) => !planned.plan.segments.includes(segment));
  const sizes = await mapInSlices(made, ({ content, overrides }) => planSizeProblems(content, overrides));
  const answers = await loadAnswersFrom(tx, planned.id, from);
  const plan = keepAnswered(change.plan, from, answers);
  if (tooManyChanges(plan) || sizes.flat().length > 0) throw new AppError('plan_too_large');
  if (again && !again.confirmed) refuseDueAgain(dueAgain(planned.plan, plan, today, answers));
  const changed: PlannedAssignment = {
    ...planned,
    plan,
    lastDate: lastDate(plan),
    stopReason: stopReason ?? planned.stopReason,
    revision: planned.revision + 1,
  };
  tx.alongCommit(updateAssignment(tx, { ...changed, ...(safety && { safety }) }));
  // Whatever changes, it also moves the last date of a segment.
  tx.alongCommit(deleteSegments(tx, planned.id));
  tx.alongCommit(insertSegments(tx, planned.protocolId, [plan]));
  rewriteAdherence(tx, changed, from, answers);
  const { id, clientId } = planned;
  forgetWhatItShows(tx, clientId);
  tx.audit({ type: event, subjectType: 'assignment', subjectId: id, clientId, ...(detail && { detail }) });
  return presentAssignment(changed, safety ?? client.safety, today);
}

/** @throws due_again_today */
function refuseDueAgain(activities: readonly Activity[]): void {
  if (activities.length === 0) return;
  const code = 'due_again_today';
  const message = 'Was answered today, and would be due again today';
  throw new AppError(code, {
    issues: activities.map(({ id }) => ({ path: `activities.${id}`, code, message })),
  });
}
