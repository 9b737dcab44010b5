import type { getProtocolRoute } from '@healthprotocol/contracts/protocols';
import { apiRequest } from '../../../platform/api-client.ts';
import type { Theirs } from '../editor-state.ts';

/** What somebody else has saved meanwhile: their draft, or what they published. */
export async function getTheirs(protocolId: string): Promise<Theirs | null> {
  const { draft, latest } = await apiRequest<typeof getProtocolRoute>({
    method: 'GET',
    path: '/protocols/:protocolId',
    params: { protocolId },
  });
  if (draft) return draft;
  return (
    latest && {
      revision: 0,
      content: latest.content,
      savedBy: latest.publishedBy,
      savedAt: latest.publishedAt,
    }
  );
}
