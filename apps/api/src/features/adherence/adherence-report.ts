import type { AdherenceReport } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { type ClientCalendar, listPlansOfClients } from '../plans/index.ts';
import { adherenceReport } from './adherence.policy.ts';
import { findCountedCheckInsOn, findDays, findDaysOfStreak, sumDays } from './adherence.repository.ts';
import { inForce } from './rewrite-adherence.ts';

const LONGEST_PERIOD_DAYS = 90;

/** Adherence of a client over all periods. */
export async function loadAdherenceReport(
  tx: TenantTx,
  { clientId, now }: ClientCalendar,
): Promise<AdherenceReport> {
  const { today } = now;
  const from = addDays(today, 1 - LONGEST_PERIOD_DAYS);
  const [rows, sums, streakRows, counted, planned] = await Promise.all([
    findDays(tx, clientId, from, today),
    sumDays(tx, clientId, today),
    findDaysOfStreak(tx, clientId, today),
    findCountedCheckInsOn(tx, [clientId], [today]),
    listPlansOfClients(tx, [clientId], { notOverBefore: from }),
  ]);
  return adherenceReport(
    {
      plans: planned.map(({ plan }) => plan),
      rows,
      sums: new Map(sums.map((sum) => [sum.assignmentId, sum])),
      streakRows,
      current: inForce(counted),
    },
    now,
  );
}
