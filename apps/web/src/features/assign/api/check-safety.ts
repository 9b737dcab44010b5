import type { checkSafetyRoute } from '@healthprotocol/contracts/assignments';
import { nameRules } from '@healthprotocol/domain/named-rules';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';

/** What the protocol's contraindications match in the records of the clients. Asked anew whenever the clients change. */
export function safetyQuery(protocolId: string, version: number, clientIds: readonly string[]) {
  return queryOptions({
    queryKey: ['assign', 'safety', protocolId, version, clientIds],
    queryFn: async ({ signal }) =>
      nameRules(
        await apiRequest<typeof checkSafetyRoute>({
          method: 'POST',
          path: '/assignments/safety-checks',
          body: { protocolId, version, clientIds: [...clientIds] },
          signal,
        }),
      ),
    enabled: clientIds.length > 0,
    placeholderData: keepPreviousData,
    // Each check is written to the audit log; looking away and back is no reason for another.
    refetchOnWindowFocus: false,
  });
}
