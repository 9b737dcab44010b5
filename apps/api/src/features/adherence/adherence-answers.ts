import type { AdherenceAnswer, LocalDate } from '@healthprotocol/contracts';
import { addDays, adherenceOver, type CountedCheckIn, dayTally } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import {
  type AssignmentRow,
  type ClientCalendar,
  mapPlanned,
  type PlannedAssignment,
} from '../plans/index.ts';
import type { Sum } from './adherence.policy.ts';
import { findCountedCheckInsOn, sumDaysOfAssignments, sumDaysOfClients } from './adherence.repository.ts';
import { inForce } from './rewrite-adherence.ts';

type Calendars = ReadonlyMap<string, Pick<ClientCalendar, 'now'>>;
type Planned = Pick<PlannedAssignment, 'clientId' | 'plan'>;

const PERIOD_DAYS = 30;

/** Reads what tells the adherence of assignments from their start until now, and returns what tells it of each. Two statements. */
export async function loadAnswersOfAssignments(
  tx: TenantTx,
  rows: readonly Pick<AssignmentRow, 'id' | 'client_id'>[],
  calendars: Calendars,
): Promise<(planned: Planned) => AdherenceAnswer> {
  const wanted = rows.map((row) => ({
    assignmentId: row.id,
    before: calendars.get(row.client_id)!.now.today,
  }));
  const [sums, current] = await Promise.all([
    sumDaysOfAssignments(tx, wanted),
    loadCountedToday(tx, calendars),
  ]);
  const before = new Map(sums.map((sum) => [sum.assignmentId, sum]));
  return (planned) => {
    const sum = before.get(planned.plan.assignmentId);
    const today = countToday(planned, current, calendars);
    return adherenceOver(sum ? [sum, today] : [today]);
  };
}

/**
 * Adherence of each client over the last 30 days, today as it stands now, by client. `running` is what runs today, on its way.
 * `known` are sums of days before today that need not be read. Two statements, and what `mapPlanned` takes.
 */
export async function loadAnswersOfClients(
  tx: TenantTx,
  running: Promise<readonly AssignmentRow[]>,
  calendars: Calendars,
  known: ReadonlyMap<string, Sum> = new Map(),
): Promise<Map<string, AdherenceAnswer>> {
  const unknown = [...calendars].filter(([clientId]) => !known.has(clientId));
  const [sums, current, rows] = await Promise.all([
    loadSumsOfClients(tx, new Map(unknown.map(([clientId, { now }]) => [clientId, now.today]))),
    loadCountedToday(tx, calendars),
    running,
  ]);
  const counts = new Map<string, Sum[]>([...known, ...sums].map(([clientId, sum]) => [clientId, [sum]]));
  await mapPlanned(tx, rows, (one) => {
    const { clientId } = one;
    counts.set(clientId, [...(counts.get(clientId) ?? []), countToday(one, current, calendars)]);
  });
  return new Map(
    [...calendars.keys()].map((clientId) => [clientId, adherenceOver(counts.get(clientId) ?? [])]),
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

/** Today's counts of an assignment as they stand now. */
function countToday(
  { clientId, plan }: Planned,
  current: ReadonlyMap<string, CountedCheckIn>,
  calendars: Calendars,
): Sum {
  const { now } = calendars.get(clientId)!;
  return dayTally(plan, now.today, current, now);
}
