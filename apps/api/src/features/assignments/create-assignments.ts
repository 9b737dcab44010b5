import type { AssignmentSummary, createAssignmentsRoute, ProtocolContent } from '@healthprotocol/contracts';
import {
  type AssignmentPlan,
  lastDate,
  localNow,
  MOST_OPEN_ASSIGNMENTS,
  MOST_RECENT_ASSIGNMENTS,
  planSizeProblems,
} from '@healthprotocol/domain';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import { writeAdherence } from '../adherence/index.ts';
import { type ClientRow, getVisibleClients, localTodayOf, refuseArchived } from '../clients/index.ts';
import { type AssignmentRow, findAssignmentsById, loadVersionContents, versionKey } from '../plans/index.ts';
import {
  checkSafety,
  knowsActivities,
  repeatedIssues,
  startDateProblem,
  tooManyChanges,
  withReason,
} from './assignments.policy.ts';
import {
  type AssignmentCounts,
  countAssignments,
  findProtocol,
  insertAssignments,
  insertSegments,
  type NewAssignment,
  type ProtocolRow,
} from './assignments.repository.ts';
import { forgetWhatItShows } from './forget-what-it-shows.ts';
import { loadSummaries } from './load-summaries.ts';

type Body = RouteRequest<typeof createAssignmentsRoute>['body'];
type Wanted = Body['clients'][number];

/**
 * Assigns a protocol version to clients, all or none. The same ids again assign nothing.
 * @throws not_found, id_conflict, protocol_retired, protocol_not_published, client_archived, start_date_out_of_range,
 * unknown_activity, assignment_blocked, plan_too_large, too_many_assignments
 */
export function createAssignments(
  { actor, body, inTenant }: RouteRequest<typeof createAssignmentsRoute>,
  clock: Clock,
): Promise<{ items: AssignmentSummary[]; created: number }> {
  const issues = repeatedIssues(body.clients);
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  const { protocolId, version } = body;
  const clientIds = body.clients.map(({ clientId }) => clientId);
  const now = clock.now();

  return inTenant(async (tx) => {
    const clients = await getVisibleClients(tx, actor, clientIds);
    const calendars = new Map(
      clients.map((client) => [client.id, { now: localNow(now, client.time_zone, client.day_start_hour) }]),
    );
    const [protocol, counts, kept, contents] = await Promise.all([
      findProtocol(tx, protocolId, { lock: true }),
      countAssignments(tx, calendars),
      findKept(tx, body),
      loadVersionContents(tx, [{ protocolId, version }]),
    ]);
    const missing = body.clients.filter(({ assignmentId }) => !kept.has(assignmentId));
    let rows = kept;
    let created = 0;
    if (missing.length > 0) {
      const content = assignable(protocol, contents.get(versionKey({ protocolId, version })));
      refuseTooMany(missing, body, counts);
      const made = await plansFor(missing, { body, content, clients, now });
      ({ rows, created } = await write(tx, actor, { body, made, now }));
    }
    const inOrder = body.clients.map(({ assignmentId }) => rows.get(assignmentId)!);
    return { items: await loadSummaries(tx, inOrder, calendars), created };
  });
}

/** The wanted assignments that are there already, as this or another request made them. @throws id_conflict */
async function findKept(tx: TenantTx, { protocolId, clients }: Body): Promise<Map<string, AssignmentRow>> {
  const wanted = new Map(clients.map(({ assignmentId, clientId }) => [assignmentId, clientId]));
  const kept = await findAssignmentsById(tx, [...wanted.keys()]);
  const isAnother = kept.some(
    (row) => row.protocol_id !== protocolId || row.client_id !== wanted.get(row.id),
  );
  if (isAnother) throw new AppError('id_conflict');
  return new Map(kept.map((one) => [one.id, one]));
}

function assignable(
  protocol: ProtocolRow | undefined,
  content: ProtocolContent | undefined,
): ProtocolContent {
  if (!protocol) throw new AppError('not_found');
  if (protocol.status === 'retired') throw new AppError('protocol_retired');
  if (protocol.latest_version === null) throw new AppError('protocol_not_published');
  if (!content) throw new AppError('not_found');
  return content;
}

async function plansFor(
  wanted: readonly Wanted[],
  facts: { body: Body; content: ProtocolContent; clients: readonly ClientRow[]; now: Date },
): Promise<NewAssignment[]> {
  const { body, content, now } = facts;
  const clientOf = new Map(facts.clients.map((client) => [client.id, client]));
  const blocked: number[] = [];
  const plainIsTooLarge = planSizeProblems(content).length > 0;
  const made = await mapInSlices(wanted, (one): NewAssignment[] => {
    const client = clientOf.get(one.clientId)!;
    refuseArchived(client);
    const problem = startDateProblem(body.startDate, localTodayOf(client, now));
    if (problem) throw new AppError(problem);
    if (!knowsActivities(content, one.overrides)) throw new AppError('unknown_activity');
    const safety = withReason(checkSafety(content, client, body.startDate, now), one.blockReason);
    if (!safety) {
      blocked.push(body.clients.indexOf(one));
      return [];
    }
    const plan = planOf(one, body, content);
    const { overrides } = one;
    const isTooLarge =
      overrides.length === 0 ? plainIsTooLarge : planSizeProblems(content, overrides).length > 0;
    if (isTooLarge || tooManyChanges(plan)) throw new AppError('plan_too_large');
    return [{ clientId: client.id, plan, lastDate: lastDate(plan), safety }];
  });
  if (blocked.length === 0) return made.flat();
  const code = 'assignment_blocked';
  const message = 'A contraindication blocks this until a reason is written';
  throw new AppError(code, {
    issues: blocked.map((index) => ({ path: `clients.${index}.blockReason`, code, message })),
  });
}

/** @throws too_many_assignments */
function refuseTooMany(
  wanted: readonly Wanted[],
  { clients }: Body,
  counts: ReadonlyMap<string, AssignmentCounts>,
): void {
  const code = 'too_many_assignments';
  const message = 'This client follows too many protocols already';
  const issues = wanted
    .filter(({ clientId }) => {
      const { open = 0, recent = 0 } = counts.get(clientId) ?? {};
      return open >= MOST_OPEN_ASSIGNMENTS || recent >= MOST_RECENT_ASSIGNMENTS;
    })
    .map((one) => ({ path: `clients.${clients.indexOf(one)}.clientId`, code, message }));
  if (issues.length > 0) throw new AppError(code, { issues });
}

function planOf({ assignmentId, overrides }: Wanted, body: Body, content: ProtocolContent): AssignmentPlan {
  const { startDate, version } = body;
  return {
    assignmentId,
    startDate,
    segments: [{ fromDate: startDate, versionNumber: version, content, overrides }],
    pauses: [],
    stoppedOn: null,
  };
}

async function write(
  tx: TenantTx,
  { memberId }: Actor,
  { body, made, now }: { body: Body; made: NewAssignment[]; now: Date },
): Promise<{ rows: Map<string, AssignmentRow>; created: number }> {
  const { protocolId, version } = body;
  // In one order, also from one batch of rows to the next, so that two requests for the same clients cannot wait for each
  // other: a row outdates what is kept of its client.
  const byClient = made.toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1));
  const ids = await insertAssignments(tx, { protocolId, createdBy: memberId, createdAt: now }, byClient);
  const inserted = byClient.filter(({ plan }) => ids.has(plan.assignmentId));
  // When the same request arrives twice at the same time, what the other one made must be the same.
  const [, , rows] = await Promise.all([
    insertSegments(
      tx,
      protocolId,
      inserted.map(({ plan }) => plan),
    ),
    writeAdherence(tx, inserted),
    findKept(tx, body),
  ]);
  for (const { clientId, plan, safety } of inserted) {
    forgetWhatItShows(tx, clientId);
    tx.audit({
      type: 'assignment.created',
      subjectType: 'assignment',
      subjectId: plan.assignmentId,
      clientId,
      detail: { protocolId, version, ...safetyDetail(safety) },
    });
  }
  return { rows, created: inserted.length };
}

/** What the audit log says of a safety check: how much was found, and that a reason was written; the words stay in the assignment. */
function safetyDetail({ findings, blockReason }: NewAssignment['safety']) {
  return { findings: findings.length, blockReasonGiven: blockReason !== null };
}
