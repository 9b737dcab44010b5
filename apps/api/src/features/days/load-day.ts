import type { ClientDay, LocalDate } from '@healthprotocol/contracts';
import { addDays, todayHoldsUntil } from '@healthprotocol/domain';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { CacheKey, Loaded } from '../../platform/cache/cache.ts';
import { clientCheckInsSubject, clientSubject, organizationSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { TenantAccess } from '../../platform/tenant-access.ts';
import { findDaysOfStreak, streakUntil } from '../adherence/index.ts';
import { entryWindowDays, loadCurrentCheckIns } from '../check-ins/index.ts';
import { type ClientPlans, loadClientPlans } from '../plans/index.ts';
import { dayProblem, layOutDay, todaysTallies } from './days.policy.ts';
import { presentDay } from './days.presenter.ts';

/** Which day of whom, and for whom: who enters on behalf may go further back. */
export type WantedDay = { clientId: string; date: LocalDate | undefined; onBehalf: boolean };

/** Where a day is kept; what its client says and the organization's settings change it, too. */
export function dayKey({ organizationId }: Actor, { clientId, date, onBehalf }: WantedDay): CacheKey {
  return {
    cache: 'today',
    subject: clientSubject(organizationId, clientId),
    dependsOn: [clientCheckInsSubject(organizationId, clientId), organizationSubject(organizationId)],
    variant: `${onBehalf ? 'on-behalf' : 'own'} ${date ?? ''}`,
  };
}

/**
 * One date of a client, today when none is given.
 * @throws check_in_in_future, check_in_too_late
 */
export async function loadDay(
  own: TenantAccess,
  wanted: WantedDay,
  instant: Date,
): Promise<Loaded<ClientDay>> {
  const plans = await loadPlansOfDay(own, wanted, instant);
  return own.readInTenant((tx) => readDay(tx, plans, wanted, instant));
}

/** What decides what is due on a date. No statement when it is cached. */
export function loadPlansOfDay(
  access: TenantAccess,
  { clientId, date }: Pick<WantedDay, 'clientId' | 'date'>,
  instant: Date,
): Promise<ClientPlans> {
  // What is over may have been answered on the day on which it was stopped, or on the day after that before a journey to the west.
  return loadClientPlans(access, clientId, instant, (today) => addDays(date ?? today, -2));
}

/**
 * The date as it stands in a transaction; its statements are sent at once.
 * @throws check_in_in_future, check_in_too_late
 */
export async function readDay(
  tx: TenantTx,
  { calendar, planned: readPlanned }: ClientPlans,
  { clientId, date: wanted, onBehalf }: WantedDay,
  instant: Date,
): Promise<Loaded<ClientDay>> {
  const { now, timeZone, dayStartHour } = calendar;
  const earliestDate = addDays(now.today, -entryWindowDays(calendar.entryWindowDays, onBehalf));
  const date = wanted ?? now.today;
  const problem = dayProblem(date, now.today, earliestDate);
  if (problem) throw new AppError(problem);

  const [planned, current, streakRows] = await Promise.all([
    readPlanned(tx),
    loadCurrentCheckIns(tx, clientId, [date, now.today]),
    findDaysOfStreak(tx, clientId, now.today),
  ]);
  const value = presentDay(layOutDay(planned, current, date, now), {
    planned,
    calendar,
    earliestDate,
    streakDays: streakUntil(streakRows, todaysTallies(planned, current, now), now.today),
  });
  const plans = planned.map(({ plan }) => plan);
  return { value, validUntil: todayHoldsUntil(plans, instant, timeZone, dayStartHour) };
}
