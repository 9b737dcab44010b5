import type { CheckIn, CheckInWithActivity } from '@healthprotocol/contracts';
import type { CheckInRow } from './check-ins.repository.ts';

export function presentCheckIn(row: CheckInRow): CheckIn {
  return {
    id: row.id,
    assignmentId: row.assignment_id,
    activityId: row.activity_id,
    localDate: row.local_date,
    slot: row.slot,
    status: row.status,
    amount: row.amount,
    readings: row.readings,
    score: row.score,
    skipReason: row.skip_reason,
    note: row.note,
    recordedAt: row.recorded_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    recordedBy: row.recorded_by_name,
    onBehalf: row.on_behalf,
  };
}

export function presentCheckInWithActivity(
  row: CheckInRow,
  titles: Pick<CheckInWithActivity, 'activityTitle' | 'protocolTitle'>,
): CheckInWithActivity {
  return {
    id: row.id,
    assignmentId: row.assignment_id,
    activityId: row.activity_id,
    localDate: row.local_date,
    slot: row.slot,
    status: row.status,
    amount: row.amount,
    readings: row.readings,
    score: row.score,
    skipReason: row.skip_reason,
    note: row.note,
    recordedAt: row.recorded_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    recordedBy: row.recorded_by_name,
    onBehalf: row.on_behalf,
    activityTitle: titles.activityTitle,
    protocolTitle: titles.protocolTitle,
  };
}
