import type { Client, changeOwnSettingsRoute } from '@healthprotocol/contracts';
import { clientSubject } from '../../platform/cache/subjects.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { changedFields } from './changed-fields.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { ownClientId } from './clients.policy.ts';
import { presentClient, recordOf } from './clients.presenter.ts';
import { getClientDetail, updateClient } from './clients.repository.ts';

/**
 * Changes a client's own zone, units and start of the day. It decides what "today" is from now on; dates that were recorded
 * stay as they are.
 * @throws no_active_membership for an archived client
 */
export function changeOwnSettings(
  { actor, body, inTenant }: RouteRequest<typeof changeOwnSettingsRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const clientId = ownClientId(actor);
    const before = recordOf(await getVisibleClient(tx, actor, clientId, { lock: true }));
    const after = {
      timeZone: body.timeZone ?? before.timeZone,
      dayStartHour: body.dayStartHour ?? before.dayStartHour,
      units: body.units ?? before.units,
    };
    const fields = changedFields(before, after);
    if (fields.length > 0) {
      await updateClient(tx, clientId, {
        time_zone: after.timeZone,
        day_start_hour: after.dayStartHour,
        units: after.units,
      });
      tx.changes(clientSubject(tx.organizationId, clientId));
      tx.audit({
        type: 'client.changed',
        subjectType: 'client',
        subjectId: clientId,
        clientId,
        detail: { fields },
      });
    }
    return presentClient(await getClientDetail(tx, actor, clientId, clock.now()));
  });
}
