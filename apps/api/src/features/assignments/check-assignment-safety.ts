import type { checkSafetyRoute, SafetyCheckForClient } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { getVisibleClients, localTodayOf } from '../clients/index.ts';
import { loadVersionContents, versionKey } from '../plans/index.ts';
import { checkSafety } from './assignments.policy.ts';
import { presentSafetyCheck } from './assignments.presenter.ts';
import { findFollowers, findProtocol } from './assignments.repository.ts';

/**
 * Matches a protocol version with the records of clients, as of their today.
 * @throws not_found for a version or client that the actor cannot see, protocol_retired
 */
export function checkAssignmentSafety(
  { actor, body, inTenant }: RouteRequest<typeof checkSafetyRoute>,
  clock: Clock,
): Promise<{ items: SafetyCheckForClient[] }> {
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
    const checks = new Map(
      clients.map((client, index) => {
        const today = todays[index]!;
        const safety = checkSafety(content, client, today, now);
        return [client.id, presentSafetyCheck(client, today, safety, followers.has(client.id))];
      }),
    );
    for (const clientId of clientIds) {
      const detail = { protocolId, version };
      tx.audit({ type: 'assignment.checked', subjectType: 'client', subjectId: clientId, clientId, detail });
    }
    return { items: clientIds.map((clientId) => checks.get(clientId)!) };
  });
}
