import type { ClientDay, LocalDate } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { findDaysOfStreak, streakUntil } from '../adherence/index.ts';
import { entryWindowDays, loadCurrentCheckIns } from '../check-ins/index.ts';
import { type ClientCalendar, listPlansOfClients } from '../plans/index.ts';
import { dayProblem, layOutDay, todaysTallies } from './days.policy.ts';
import { presentDay } from './days.presenter.ts';

/**
 * One date of a client, today when none is given.
 * @throws check_in_in_future, check_in_too_late
 */
export async function loadDay(
  tx: TenantTx,
  calendar: ClientCalendar,
  wanted: LocalDate | undefined,
  { onBehalf }: { onBehalf: boolean },
): Promise<ClientDay> {
  const { clientId, now } = calendar;
  const earliestDate = addDays(now.today, -entryWindowDays(calendar.entryWindowDays, onBehalf));
  const date = wanted ?? now.today;
  const problem = dayProblem(date, now.today, earliestDate);
  if (problem) throw new AppError(problem);

  const [planned, current, streakRows] = await Promise.all([
    listPlansOfClients(tx, [clientId], { notOverBefore: date }),
    loadCurrentCheckIns(tx, clientId, date, now.today),
    findDaysOfStreak(tx, clientId, now.today),
  ]);
  return presentDay(layOutDay(planned, current, date, now), {
    planned,
    calendar,
    earliestDate,
    streakDays: streakUntil(streakRows, todaysTallies(planned, current, now), now.today),
  });
}
