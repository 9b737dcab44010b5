import type { AttentionReason, LocalDate } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import {
  findActivity,
  findChanges,
  findDrops,
  findReports,
  findSilent,
  type ReportRow,
  seenClients,
} from './attention.repository.ts';
import {
  DROP_PERIOD_DAYS,
  DROP_POINTS,
  dropReason,
  LATELY_DAYS,
  NOTHING_DUE_DAYS,
  REPORT_DAYS,
  reportReasons,
  SOON_DAYS,
  silentReason,
} from './caseload.policy.ts';

/** The first or last day of an assignment. */
export type Change = { assignmentId: string; protocolTitle: string; date: LocalDate };

/** Why a client calls for somebody, and what of theirs starts and ends within a week. */
export type ClientAttention = {
  /** All but that something ends soon, which `ends` says. */
  reasons: AttentionReason[];
  /** Soonest first. */
  starts: Change[];
  ends: Change[];
  /** Follows something on their current day. */
  following: boolean;
  /** Has checked in on it. */
  checkedIn: boolean;
  /** Time alone will not change any of it, because nothing has been assigned lately. */
  lasting: boolean;
};

/** Works out what calls for somebody from all there is, for each client on the date it is for them. Five statements. */
export async function loadAttention(
  tx: TenantTx,
  clients: readonly { clientId: string; today: LocalDate }[],
  silentDays: number,
): Promise<Map<string, ClientAttention>> {
  if (clients.length === 0) return new Map();
  const seen = seenClients(clients);
  const recentDays = Math.max(silentDays, NOTHING_DUE_DAYS);
  const [activity, drops, silent, reports, changes] = await Promise.all([
    findActivity(tx, seen, LATELY_DAYS),
    findDrops(tx, seen, { days: DROP_PERIOD_DAYS, points: DROP_POINTS }),
    findSilent(tx, seen, { days: silentDays, recentDays }),
    findReports(tx, seen, REPORT_DAYS),
    findChanges(tx, seen, SOON_DAYS),
  ]);
  const found = new Map<string, ClientAttention>(
    activity.map(({ client_id, following, checked_in: checkedIn, lately }) => [
      client_id,
      { reasons: [], starts: [], ends: [], following, checkedIn, lasting: !lately },
    ]),
  );
  const add = (clientId: string, reason: AttentionReason | null) => {
    if (reason) found.get(clientId)!.reasons.push(reason);
  };

  for (const row of drops) {
    const earlier = { due: row.earlier_due, done: row.earlier_done, answered: row.earlier_answered };
    const later = { due: row.later_due, done: row.later_done, answered: row.later_answered };
    add(row.client_id, dropReason(earlier, later));
  }
  for (const row of silent) {
    const { last_check_in_date: lastCheckInDate, first_unanswered_date: firstUnansweredDate } = row;
    add(row.client_id, silentReason({ lastCheckInDate, firstUnansweredDate }, row.today, silentDays));
  }
  for (const own of Map.groupBy(reports, (row) => row.client_id).values()) {
    for (const reason of reasonsOfReports(own)) add(own[0]!.client_id, reason);
  }
  for (const row of changes) {
    const { assignment_id: assignmentId, protocol_title: protocolTitle, date } = row;
    found.get(row.client_id)![row.change].push({ assignmentId, protocolTitle, date });
  }
  return found;
}

/** What is known of a client who was archived. */
export const NO_ATTENTION: ClientAttention = {
  reasons: [],
  starts: [],
  ends: [],
  following: false,
  checkedIn: false,
  lasting: true,
};

/** Everything a client calls for somebody for. */
export function allReasons({ reasons, ends }: Pick<ClientAttention, 'reasons' | 'ends'>): AttentionReason[] {
  const endsSoon = ends.map(
    ({ assignmentId, protocolTitle, date }): AttentionReason => ({
      kind: 'ends_soon',
      assignmentId,
      protocolTitle,
      lastDate: date,
    }),
  );
  return [...reasons, ...endsSoon];
}

function reasonsOfReports(rows: readonly ReportRow[]): AttentionReason[] {
  return reportReasons(
    rows.flatMap((row) =>
      row.activity
        ? [
            {
              localDate: row.local_date,
              outOfTarget: row.out_of_target,
              sideEffect: row.side_effect,
              readings: row.readings,
              activity: row.activity,
            },
          ]
        : [],
    ),
  );
}
