import type { AttentionItem, getPractitionerTodayRoute, PractitionerToday } from '@healthprotocol/contracts';
import { localDateOf, localNow } from '@healthprotocol/domain';
import type { Clock } from '../../platform/clock.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { loadAnswersOfClients } from '../adherence/index.ts';
import { countFollowing, findChanges, findDayKinds, seenClients } from './attention.repository.ts';
import { type ClientInNeed, loadClientsInNeed } from './attention-facts.ts';
import { SOON_DAYS, worstClientsFirst } from './caseload.policy.ts';
import { presentAttention, presentChange } from './caseload.presenter.ts';
import { listRunningPlans } from './running-plans.ts';

/** Shows who needs somebody, worst first, and what starts or ends within a week. */
export function getPractitionerToday(
  { actor, inTenant }: RouteRequest<typeof getPractitionerTodayRoute>,
  clock: Clock,
): Promise<PractitionerToday> {
  const now = clock.now();
  return inTenant(async (tx) => {
    const { dayKinds, silentDays } = await findDayKinds(tx, actor);
    const todays = dayKinds.map((kind) => ({
      ...kind,
      today: localDateOf(now, kind.time_zone, kind.day_start_hour),
    }));
    const seen = seenClients(tx, actor, todays);
    const upcoming = findChanges(tx, seen, SOON_DAYS);
    const [inNeed, counts, changes] = await Promise.all([
      loadClientsInNeed(tx, seen, silentDays, upcoming),
      countFollowing(tx, seen),
      upcoming,
    ]);
    const attention = await withAdherence(tx, worstClientsFirst(inNeed), now);
    const detail = { attention: attention.length };
    tx.audit({ type: 'client.listed', subjectType: 'client', subjectId: null, detail });
    return {
      attention,
      starts: changes.filter(({ change }) => change === 'starts').map(presentChange),
      ends: changes.filter(({ change }) => change === 'ends').map(presentChange),
      followingClients: counts.following,
      checkedInToday: counts.checked_in,
    };
  });
}

async function withAdherence(
  tx: TenantTx,
  clients: readonly ClientInNeed[],
  now: Date,
): Promise<AttentionItem[]> {
  const calendars = new Map(
    clients.map(({ clientId, timeZone, dayStartHour }) => [
      clientId,
      { now: localNow(now, timeZone, dayStartHour) },
    ]),
  );
  const running = listRunningPlans(tx, calendars);
  const answers = await loadAnswersOfClients(tx, running, calendars);
  return clients.map((client) => presentAttention(client, answers.get(client.clientId)!));
}
