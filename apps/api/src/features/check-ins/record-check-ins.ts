import type { CheckInEntry, CheckInOutcome } from '@healthprotocol/contracts';
import { type AssignmentPlan, type CheckIn, currentCheckIns, occurrenceKey } from '@healthprotocol/domain';
import { clientCheckInsSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { updateAdherence } from '../adherence/index.ts';
import { type ClientCalendar, findKeptPlans, loadLockedPlans, toCalendar } from '../plans/index.ts';
import { contentOf, entryWindowDays, isOutOfTarget, isRepeatOf, judgeEntry } from './check-ins.policy.ts';
import {
  findKnownAndCurrent,
  insertCheckIns,
  type KnownCheckIn,
  lockAssignments,
  type NewCheckIn,
  type Recording,
} from './check-ins.repository.ts';

/**
 * Records a batch for one client. Every entry stands for itself; those that are new are written together with what
 * follows from them, whatever the order in which batches arrive.
 * @throws not_found, id_conflict when another client's device took one of the ids at the same moment
 */
export async function recordCheckIns(
  tx: TenantTx,
  recording: Recording,
  entries: readonly CheckInEntry[],
): Promise<CheckInOutcome[]> {
  const { clientId, onBehalf, receivedAt } = recording;
  const assignmentIds = entries.map(({ assignmentId }) => assignmentId);
  const kept = await findKeptPlans(tx, assignmentIds);
  // Sent in this order: whatever is read after the lock cannot change any more.
  const [{ locked, plans }, { known, current }] = await Promise.all([
    loadLockedPlans(tx, assignmentIds, kept, () => lockAssignments(tx, clientId, assignmentIds)),
    findKnownAndCurrent(tx, {
      ids: entries.map(({ id }) => id),
      assignmentIds,
      dates: entries.map(({ localDate }) => localDate),
    }),
  ]);
  // Without an assignment of the client's, no entry is judged by a date.
  const calendar = locked[0] && toCalendar(locked[0], receivedAt);
  const { outcomes, added } = judge(entries, plans, calendar, { known, current }, recording);
  if (added.length === 0) return outcomes;

  const inForce = currentCheckIns([
    ...current,
    ...added.map((one) => ({ ...one, recordedAt: one.recordedAt.toISOString() })),
  ]);
  const touched = [...Map.groupBy(added, ({ assignmentId }) => assignmentId)].map(([id, group]) => ({
    clientId,
    plan: plans.get(id)!,
    dates: group.map(({ localDate }) => localDate),
  }));
  tx.alongCommit(insertCheckIns(tx, recording, added));
  tx.alongCommit(updateAdherence(tx, touched, inForce));
  tx.changes(clientCheckInsSubject(tx.organizationId, clientId));
  tx.audit({
    type: 'check_in.recorded',
    subjectType: 'check_in',
    subjectId: added.length === 1 ? added[0]!.id : null,
    clientId,
    detail: { checkInIds: added.map(({ id }) => id), onBehalf },
  });
  return outcomes;
}

function judge(
  entries: readonly CheckInEntry[],
  plans: ReadonlyMap<string, AssignmentPlan>,
  calendar: ClientCalendar | undefined,
  { known, current }: { known: readonly KnownCheckIn[]; current: readonly CheckIn[] },
  { onBehalf, receivedAt }: Recording,
): { outcomes: CheckInOutcome[]; added: NewCheckIn[] } {
  const answered = new Set(currentCheckIns(current).keys());
  const byId = new Map(known.map((checkIn) => [checkIn.id, checkIn]));
  const added: NewCheckIn[] = [];
  const outcomes = entries.map((entry): CheckInOutcome => {
    const { id } = entry;
    const kept = byId.get(id);
    if (kept) {
      return isRepeatOf(entry, kept)
        ? { id, outcome: 'already_recorded', code: null }
        : { id, outcome: 'refused', code: 'id_conflict' };
    }
    if (!calendar) return { id, outcome: 'refused', code: 'not_found' };
    const windowDays = entryWindowDays(calendar.entryWindowDays, onBehalf);
    const key = occurrenceKey(entry);
    const plan = plans.get(entry.assignmentId);
    const judged = judgeEntry(entry, plan, calendar.now, windowDays, answered.has(key));
    if (judged.code) return { id, outcome: 'refused', code: judged.code };
    const content = contentOf(entry, receivedAt);
    byId.set(id, { ...content, receivedAt });
    added.push({ ...content, outOfTarget: isOutOfTarget(entry, judged.activity) });
    if (entry.status === 'undone') answered.delete(key);
    else answered.add(key);
    return { id, outcome: 'recorded', code: null };
  });
  return { outcomes, added };
}
