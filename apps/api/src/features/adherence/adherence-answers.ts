import type { AdherenceAnswer, LocalDate } from '@healthprotocol/contracts';
import { addDays, adherenceOver, type CountedCheckIn, dayTally } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import type { ClientCalendar, PlannedAssignment } from '../plans/index.ts';
import type { Sum } from './adherence.policy.ts';
import { findCountedCheckInsOn, sumDaysOfAssignments, sumDaysOfClients } from './adherence.repository.ts';
import { inForce } from './rewrite-adherence.ts';

type Calendars = ReadonlyMap<string, Pick<ClientCalendar, 'now'>>;
type Planned = Pick<PlannedAssignment, 'clientId' | 'plan'>;

const PERIOD_DAYS = 30;

/** Adherence of each assignment from its start until now, by assignment. Two statements. */
export async function loadAnswersOfAssignments(
  tx: TenantTx,
  planned: readonly Planned[],
  calendars: Calendars,
): Promise<Map<string, AdherenceAnswer>> {
  const wanted = planned.map(({ clientId, plan: { assignmentId } }) => ({
    assignmentId,
    before: calendars.get(clientId)!.now.today,
  }));
  const [sums, current] = await Promise.all([
    sumDaysOfAssignments(tx, wanted),
    loadCountedToday(tx, calendars),
  ]);
  const before = new Map(sums.map((sum) => [sum.assignmentId, sum]));
  return new Map(
    await mapInSlices(planned, (one) => {
      const { assignmentId } = one.plan;
      return [assignmentId, answer(before.get(assignmentId), [one], current, calendars)] as const;
    }),
  );
}

/**
 * Adherence of each client over the last 30 days, today as it stands now, by client. `running` is what runs today; it may
 * still be on its way. `known` are sums of days before today that need not be read. Two statements.
 */
export async function loadAnswersOfClients(
  tx: TenantTx,
  running: readonly Planned[] | Promise<readonly Planned[]>,
  calendars: Calendars,
  known: ReadonlyMap<string, Sum> = new Map(),
): Promise<Map<string, AdherenceAnswer>> {
  const unknown = [...calendars].filter(([clientId]) => !known.has(clientId));
  const [sums, current, planned] = await Promise.all([
    loadSumsOfClients(tx, new Map(unknown.map(([clientId, { now }]) => [clientId, now.today]))),
    loadCountedToday(tx, calendars),
    running,
  ]);
  const before = new Map([...known, ...sums]);
  const plansOf = Map.groupBy(planned, ({ clientId }) => clientId);
  return new Map(
    await mapInSlices(
      calendars.keys(),
      (clientId) =>
        [clientId, answer(before.get(clientId), plansOf.get(clientId) ?? [], current, calendars)] as const,
    ),
  );
}

/** Sums over the days of the same period before today, by client; `todays` has the date it is for each of them. */
export async function loadSumsOfClients(
  tx: TenantTx,
  todays: ReadonlyMap<string, LocalDate>,
): Promise<Map<string, Sum>> {
  if (todays.size === 0) return new Map();
  const wanted = [...todays].map(([clientId, today]) => ({
    clientId,
    from: addDays(today, 1 - PERIOD_DAYS),
    before: today,
  }));
  const sums = await sumDaysOfClients(tx, wanted);
  return new Map(sums.map(({ clientId, due, done, answered }) => [clientId, { due, done, answered }]));
}

async function loadCountedToday(tx: TenantTx, calendars: Calendars): Promise<Map<string, CountedCheckIn>> {
  const todays = [...calendars.values()].map(({ now }) => now.today);
  return inForce(await findCountedCheckInsOn(tx, [...calendars.keys()], todays));
}

// The days before today as they were added up, and today as it stands now.
function answer(
  before: Sum | undefined,
  running: readonly Planned[],
  current: ReadonlyMap<string, CountedCheckIn>,
  calendars: Calendars,
): AdherenceAnswer {
  const todays = running.map(({ clientId, plan }) => {
    const { now } = calendars.get(clientId)!;
    return dayTally(plan, now.today, current, now);
  });
  return adherenceOver(before ? [before, ...todays] : todays);
}
