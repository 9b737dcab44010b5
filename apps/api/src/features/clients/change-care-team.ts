import type { Client, changeCareTeamRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { clientSubject } from '../../platform/cache/subjects.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { addToCareTeam, findActiveStaffIds, keepOnCareTeam } from './care-team.repository.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { careTeamIssues } from './clients.policy.ts';
import { presentClient } from './clients.presenter.ts';
import { getClientDetail } from './clients.repository.ts';

/**
 * Says who is on a client's care team from now on.
 * @throws not_found
 * @throws validation_failed naming each id that is not of the active staff, and when practitioners leave themselves out
 */
export function changeCareTeam(
  { actor, params: { clientId }, body, inTenant }: RouteRequest<typeof changeCareTeamRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    // The lock lets one change of a team follow the other, so that the last one stands as it was sent.
    await getVisibleClient(tx, actor, clientId, { lock: true });
    const activeStaffIds = await findActiveStaffIds(tx, body.memberIds);
    const issues = careTeamIssues(actor, body.memberIds, activeStaffIds);
    if (issues.length > 0) throw new AppError('validation_failed', { issues });
    const [added, removed] = await Promise.all([
      addToCareTeam(tx, clientId, [...new Set(body.memberIds)]),
      keepOnCareTeam(tx, clientId, body.memberIds),
    ]);
    tx.changes(clientSubject(tx.organizationId, clientId));
    tx.audit({
      type: added + removed > 0 ? 'care_team.changed' : 'client.viewed',
      subjectType: 'client',
      subjectId: clientId,
      clientId,
      detail: { added, removed },
    });
    return presentClient(await getClientDetail(tx, actor, clientId, clock.now()));
  });
}
