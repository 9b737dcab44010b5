import type { AdherenceAnswer, LocalDate } from '@healthprotocol/contracts';
import { addDays, adherenceOver, dayTally } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { ClientCalendar, PlannedAssignment } from '../plans/index.ts';
import type { Sum } from './adherence.policy.ts';
import { findCountedCheckInsOn, sumDaysOfAssignments, sumDaysOfClients } from './adherence.repository.ts';
import { inForce } from './rewrite-adherence.ts';

type Calendars = ReadonlyMap<string, ClientCalendar>;
type Planned = Pick<PlannedAssignment, 'clientId' | 'plan'>;

const PERIOD_DAYS = 30;

/** Adherence of each assignment from its start until now, by assignment. Two statements. */
export async function loadAnswersOfAssignments(
  tx: TenantTx,
  planned: readonly Planned[],
  calendars: Calendars,
): Promise<Map<string, AdherenceAnswer>> {
  const todayOf = ({ clientId }: Planned): LocalDate => calendars.get(clientId)!.now.today;
  const [sums, todays] = await Promise.all([
    sumDaysOfAssignments(
      tx,
      planned.map((one) => ({ assignmentId: one.plan.assignmentId, before: todayOf(one) })),
    ),
    loadTodays(tx, planned, calendars),
  ]);
  const before = new Map(sums.map((sum) => [sum.assignmentId, sum]));
  return new Map(
    planned.map(({ plan: { assignmentId } }) => [
      assignmentId,
      adherenceOver(present([before.get(assignmentId), todays.get(assignmentId)])),
    ]),
  );
}

/** Adherence of each client over the last 30 days, today as it stands now, by client. `planned` is what runs today. Two statements. */
export async function loadAnswersOfClients(
  tx: TenantTx,
  planned: readonly Planned[],
  calendars: Calendars,
): Promise<Map<string, AdherenceAnswer>> {
  const [sums, todays] = await Promise.all([
    sumDaysOfClients(
      tx,
      [...calendars].map(([clientId, { now }]) => ({
        clientId,
        from: addDays(now.today, 1 - PERIOD_DAYS),
        before: now.today,
      })),
    ),
    loadTodays(tx, planned, calendars),
  ]);
  const before = new Map(sums.map((sum) => [sum.clientId, sum]));
  const plansOf = Map.groupBy(planned, ({ clientId }) => clientId);
  return new Map(
    [...calendars.keys()].map((clientId) => {
      const own = (plansOf.get(clientId) ?? []).map(({ plan }) => todays.get(plan.assignmentId));
      return [clientId, adherenceOver(present([before.get(clientId), ...own]))];
    }),
  );
}

/** Today of each assignment as it stands now. */
async function loadTodays(
  tx: TenantTx,
  planned: readonly Planned[],
  calendars: Calendars,
): Promise<Map<string, Sum>> {
  const wanted = [...calendars.values()];
  const current = inForce(
    await findCountedCheckInsOn(
      tx,
      wanted.map(({ clientId }) => clientId),
      wanted.map(({ now }) => now.today),
    ),
  );
  return new Map(
    planned.map(({ clientId, plan }) => {
      const { now } = calendars.get(clientId)!;
      return [plan.assignmentId, dayTally(plan, now.today, current, now)];
    }),
  );
}

const present = (sums: readonly (Sum | undefined)[]): Sum[] => sums.filter((sum) => sum !== undefined);
