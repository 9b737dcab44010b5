import type { AttentionReason } from '@healthprotocol/contracts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import {
  type ChangeRow,
  type ClientColumns,
  findDrops,
  findReports,
  findSilent,
  type ReportRow,
  type Seen,
} from './attention.repository.ts';
import {
  DROP_PERIOD_DAYS,
  DROP_POINTS,
  dropReason,
  NOTHING_DUE_DAYS,
  REPORT_DAYS,
  reportReasons,
  silentReason,
} from './caseload.policy.ts';

/** A client with reasons why they need somebody. */
export type ClientInNeed = {
  clientId: string;
  clientName: string;
  timeZone: string;
  dayStartHour: number;
  reasons: AttentionReason[];
};

/** Every client who needs somebody, with all reasons, in no order. */
export async function loadClientsInNeed(
  tx: TenantTx,
  seen: Seen,
  silentDays: number,
  changes: Promise<readonly ChangeRow[]>,
): Promise<ClientInNeed[]> {
  const recentDays = Math.max(silentDays, NOTHING_DUE_DAYS);
  const [drops, silent, reports, upcoming] = await Promise.all([
    findDrops(tx, seen, { days: DROP_PERIOD_DAYS, points: DROP_POINTS }),
    findSilent(tx, seen, { days: silentDays, recentDays }),
    findReports(tx, seen, REPORT_DAYS),
    changes,
  ]);
  const byClient = new Map<string, ClientInNeed>();
  const add = (row: ClientColumns, reasons: readonly (AttentionReason | null)[]) => {
    const found = reasons.filter((reason) => reason !== null);
    const known = byClient.get(row.client_id);
    if (known) known.reasons.push(...found);
    else {
      byClient.set(row.client_id, {
        clientId: row.client_id,
        clientName: row.name,
        timeZone: row.time_zone,
        dayStartHour: row.day_start_hour,
        reasons: found,
      });
    }
  };

  for (const row of drops) {
    const earlier = { due: row.earlier_due, done: row.earlier_done, answered: row.earlier_answered };
    const later = { due: row.later_due, done: row.later_done, answered: row.later_answered };
    add(row, [dropReason(earlier, later)]);
  }
  for (const row of silent) {
    const { last_check_in_date: lastCheckInDate, first_unanswered_date: firstUnansweredDate } = row;
    add(row, [silentReason({ lastCheckInDate, firstUnansweredDate }, row.today, silentDays)]);
  }
  for (const [row, reasons] of reasonsOfReports(reports)) add(row, reasons);
  for (const row of upcoming) if (row.change === 'ends') add(row, [endsSoon(row)]);
  return [...byClient.values()];
}

function reasonsOfReports(rows: readonly ReportRow[]): [ClientColumns, AttentionReason[]][] {
  return [...Map.groupBy(rows, (row) => row.client_id).values()].map((own) => {
    const reports = own.flatMap((row) =>
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
    );
    return [own[0]!, reportReasons(reports)];
  });
}

function endsSoon(row: ChangeRow): AttentionReason {
  return {
    kind: 'ends_soon',
    assignmentId: row.assignment_id,
    protocolTitle: row.protocol_title,
    lastDate: row.date,
  };
}
