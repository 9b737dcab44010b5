import type { AdherenceReport, LocalDate } from '@healthprotocol/contracts';
import { addDays, todayHoldsUntil } from '@healthprotocol/domain';
import type { Actor } from '../../platform/actor.ts';
import type { CacheKey, Loaded } from '../../platform/cache/cache.ts';
import { clientCheckInsSubject, clientSubject } from '../../platform/cache/subjects.ts';
import type { TenantAccess } from '../../platform/tenant-access.ts';
import { loadClientPlans } from '../plans/index.ts';
import { adherenceReport } from './adherence.policy.ts';
import { findCountedCheckInsOn, findDays, findDaysOfStreak, sumDays } from './adherence.repository.ts';
import { inForce } from './rewrite-adherence.ts';

const LONGEST_PERIOD_DAYS = 90;

/** Where a client's report is kept. */
export function adherenceKey({ organizationId }: Actor, clientId: string): CacheKey {
  return {
    cache: 'adherence',
    subject: clientSubject(organizationId, clientId),
    dependsOn: [clientCheckInsSubject(organizationId, clientId)],
  };
}

/** Adherence of a client over all periods. */
export async function loadAdherenceReport(
  own: TenantAccess,
  clientId: string,
  instant: Date,
): Promise<Loaded<AdherenceReport>> {
  const since = (today: LocalDate) => addDays(today, 1 - LONGEST_PERIOD_DAYS);
  const { calendar, planned: readPlanned } = await loadClientPlans(own, clientId, instant, since);
  const { now, timeZone, dayStartHour } = calendar;
  const { today } = now;
  const [planned, rows, sums, streakRows, counted] = await own.readInTenant((tx) =>
    Promise.all([
      readPlanned(tx),
      findDays(tx, clientId, since(today), today),
      sumDays(tx, clientId, today),
      findDaysOfStreak(tx, clientId, today),
      findCountedCheckInsOn(tx, [clientId], [today]),
    ]),
  );
  const plans = planned.map(({ plan }) => plan);
  const value = adherenceReport(
    {
      plans,
      rows,
      sums: new Map(sums.map((sum) => [sum.assignmentId, sum])),
      streakRows,
      current: inForce(counted),
    },
    now,
  );
  return { value, validUntil: todayHoldsUntil(plans, instant, timeZone, dayStartHour) };
}
