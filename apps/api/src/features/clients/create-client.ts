import type { Client, createClientRoute } from '@healthprotocol/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { addToCareTeam } from './care-team.repository.ts';
import { changedFields } from './changed-fields.ts';
import { findVisibleClients } from './client-access.repository.ts';
import { presentClient, recordOf } from './clients.presenter.ts';
import { getClientDetail, insertClient } from './clients.repository.ts';

/**
 * Creates a client without a login; a practitioner who does joins the care team. The same id again creates nothing.
 * @throws id_conflict when the id is another client's
 */
export function createClient(
  { actor, body, inTenant }: RouteRequest<typeof createClientRoute>,
  clock: Clock,
): Promise<Client> {
  return inTenant(async (tx) => {
    const { id, ...record } = body;
    if (await insertClient(tx, id, record, clock.now())) {
      if (actor.role === 'practitioner') await addToCareTeam(tx, id, [actor.memberId]);
      tx.audit({ type: 'client.created', subjectType: 'client', subjectId: id, clientId: id });
    } else {
      await refuseAnother(tx, actor, id, record);
    }
    return presentClient(await getClientDetail(tx, actor, id, clock.now()));
  });
}

/** A record that was edited since cannot be compared any more: then the id alone says that it is the same client. */
async function refuseAnother(tx: TenantTx, actor: Actor, id: string, record: object): Promise<void> {
  const [existing] = await findVisibleClients(tx, actor, [id]);
  if (!existing || (existing.revision === 1 && changedFields(recordOf(existing), record).length > 0)) {
    throw new AppError('id_conflict');
  }
}
