import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { saveDraftRoute } from '@healthprotocol/contracts/protocols';
import { apiRequest } from '../../../platform/api-client.ts';

/** Saves the draft on top of a revision. @throws ApiProblem `draft_changed` when somebody saved since. */
export function saveDraft(protocolId: string, revision: number, content: ProtocolContent) {
  return apiRequest<typeof saveDraftRoute>({
    method: 'PUT',
    path: '/protocols/:protocolId/draft',
    params: { protocolId },
    body: { revision, content },
  });
}
