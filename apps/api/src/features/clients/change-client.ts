import type { Client, changeClientRoute } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { clientSubject } from '../../platform/cache/subjects.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { changedFields } from './changed-fields.ts';
import { getVisibleClient } from './client-access.repository.ts';
import { refuseArchived } from './clients.policy.ts';
import { presentClient, recordOf } from './clients.presenter.ts';
import { getClientDetail, replaceRecord } from './clients.repository.ts';

/**
 * Replaces the record of a client if nobody changed it since the caller read it.
 * @throws not_found, client_archived, record_changed
 */
export function changeClient(
  { actor, params: { clientId }, body, inTenant }: RouteRequest<typeof changeClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const { revision, ...record } = body;
    const before = await getVisibleClient(tx, actor, clientId);
    refuseArchived(before);
    if (!(await replaceRecord(tx, clientId, revision, record))) throw new AppError('record_changed');
    tx.changes(clientSubject(tx.organizationId, clientId));
    const fields = changedFields(recordOf(before), record);
    tx.audit({
      type: 'client.changed',
      subjectType: 'client',
      subjectId: clientId,
      clientId,
      detail: { fields },
    });
    return presentClient(await getClientDetail(tx, actor, clientId, clock.now()));
  });
}
