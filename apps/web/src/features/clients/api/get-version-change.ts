import type { AssignmentSummary, checkSafetyRoute } from '@healthprotocol/contracts/assignments';
import type { getDifferencesRoute } from '@healthprotocol/contracts/protocols';
import { nameRules } from '@healthprotocol/domain/named-rules';
import { queryOptions } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { assignmentQuery } from './get-assignment.ts';

/** What differs between the version that is followed and the newest, and what the safety check says of the newest. */
export function versionChangeQuery(assignment: AssignmentSummary) {
  const { id, clientId, protocolId, version, newestVersion } = assignment;
  return queryOptions({
    queryKey: ['version-change', clientId, protocolId, version, newestVersion],
    queryFn: async ({ client, signal }) => {
      const [differences, checks, { content }] = await Promise.all([
        apiRequest<typeof getDifferencesRoute>({
          method: 'GET',
          path: '/protocols/:protocolId/differences',
          params: { protocolId },
          query: { from: version, to: newestVersion },
          signal,
        }),
        apiRequest<typeof checkSafetyRoute>({
          method: 'POST',
          path: '/assignments/safety-checks',
          body: { protocolId, version: newestVersion, clientIds: [clientId] },
          signal,
        }),
        client.ensureQueryData(assignmentQuery(id)),
      ]);
      const added = differences.items.filter(({ part, change }) => part === 'phase' && change === 'added');
      const phases = [...content.phases, ...added];
      return {
        differences: differences.items,
        check: nameRules(checks)[0],
        /** Titles of the activities that are followed now, by id. */
        activityTitles: Object.fromEntries(content.activities.map(({ id: key, title }) => [key, title])),
        /** Titles of the phases of both versions, by key. */
        phaseTitles: Object.fromEntries(phases.map((phase) => [phase.id, phase.title])),
      };
    },
    // The record may have changed since: what is shown must be what counts now.
    staleTime: 0,
    // The dialog says what is wrong itself.
    throwOnError: false,
  });
}
