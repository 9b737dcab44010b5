import type { checkSafetyRoute, SafetyChecks } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import { getVisibleClients, localTodayOf } from '../clients/index.ts';
import { loadVersionContents, versionKey } from '../plans/index.ts';
import { checkSafety } from './assignments.policy.ts';
import { type CheckedClient, presentSafetyChecks } from './assignments.presenter.ts';
import { findFollowers, findProtocol } from './assignments.repository.ts';

/**
 * Matches a protocol version with the records of clients, as of their today.
 * @throws not_found for a version or client that the actor cannot see, protocol_retired
 */
export function checkAssignmentSafety(
  { actor, body, inTenant }: RouteRequest<typeof checkSafetyRoute>,
  clock: Clock,
): Promise<SafetyChecks> {
  const { protocolId, version } = body;
  const clientIds = [...new Set(body.clientIds)];
  const now = clock.now();
  return inTenant(async (tx) => {
    const clients = await getVisibleClients(tx, actor, clientIds);
    const todays = clients.map((client) => localTodayOf(client, now));
    const [protocol, contents, followers] = await Promise.all([
      findProtocol(tx, protocolId),
      loadVersionContents(tx, [{ protocolId, version }]),
      findFollowers(
        tx,
        protocolId,
        clients.map(({ id }) => id),
        todays,
      ),
    ]);
    const content = contents.get(versionKey({ protocolId, version }));
    if (!protocol || !content) throw new AppError('not_found');
    if (protocol.status === 'retired') throw new AppError('protocol_retired');
    const checks = await mapInSlices(clients, (client, index): [string, CheckedClient] => {
      const today = todays[index]!;
      const safety = checkSafety(content, client, today, now);
      return [client.id, { client, today, safety, alreadyAssigned: followers.has(client.id) }];
    });
    for (const clientId of clientIds) {
      const detail = { protocolId, version };
      tx.audit({ type: 'assignment.checked', subjectType: 'client', subjectId: clientId, clientId, detail });
    }
    const checkOf = new Map(checks);
    return presentSafetyChecks(clientIds.map((clientId) => checkOf.get(clientId)!));
  });
}
