import type { AssignmentSummary } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { loadAnswersOfAssignments } from '../adherence/index.ts';
import type { ClientCalendar, PlannedAssignment } from '../plans/index.ts';
import { presentSummary } from './assignments.presenter.ts';

/** Assignments as lines of a list, each on its client's date. */
export async function loadSummaries(
  tx: TenantTx,
  planned: readonly PlannedAssignment[],
  calendars: ReadonlyMap<string, Pick<ClientCalendar, 'now'>>,
): Promise<AssignmentSummary[]> {
  const answers = await loadAnswersOfAssignments(tx, planned, calendars);
  return planned.map((one) =>
    presentSummary(one, calendars.get(one.clientId)!.now.today, answers.get(one.id)!),
  );
}
