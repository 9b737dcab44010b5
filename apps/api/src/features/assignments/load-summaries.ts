import type { AssignmentSummary } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { loadAnswersOfAssignments } from '../adherence/index.ts';
import { type AssignmentRow, type ClientCalendar, mapPlanned } from '../plans/index.ts';
import { presentSummary } from './assignments.presenter.ts';

/** Assignments as lines of a list, each on its client's date. */
export async function loadSummaries(
  tx: TenantTx,
  rows: readonly AssignmentRow[],
  calendars: ReadonlyMap<string, Pick<ClientCalendar, 'now'>>,
): Promise<AssignmentSummary[]> {
  const answerOf = await loadAnswersOfAssignments(tx, rows, calendars);
  return mapPlanned(tx, rows, (planned) =>
    presentSummary(planned, calendars.get(planned.clientId)!.now.today, answerOf(planned)),
  );
}
