import type { getDifferencesRoute, ProtocolContent, ProtocolDifference } from '@healthprotocol/contracts';
import { protocolDifferences } from '@healthprotocol/domain';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { findDraft } from './drafts.repository.ts';
import { getProtocolRow, type ProtocolRow } from './protocols.repository.ts';
import { getVersionRow } from './versions.repository.ts';

/**
 * Compares two versions, by default the newest with the draft.
 * @throws not_found, protocol_not_draft, protocol_not_published
 */
export function getDifferences({
  params: { protocolId },
  query,
  inTenant,
}: RouteRequest<typeof getDifferencesRoute>): Promise<{ items: ProtocolDifference[] }> {
  return inTenant(async (tx) => {
    const protocol = await getProtocolRow(tx, protocolId);
    const [before, after] = await Promise.all([
      versionContent(tx, protocol, query.from),
      query.to === undefined ? draftContent(tx, protocolId) : versionContent(tx, protocol, query.to),
    ]);
    return { items: protocolDifferences(before, after) };
  });
}

async function versionContent(
  tx: TenantTx,
  protocol: ProtocolRow,
  version: number | null = protocol.latest_version,
): Promise<ProtocolContent> {
  if (version === null) throw new AppError('protocol_not_published');
  return (await getVersionRow(tx, protocol.id, version)).content;
}

async function draftContent(tx: TenantTx, protocolId: string): Promise<ProtocolContent> {
  const draft = await findDraft(tx, protocolId);
  if (!draft) throw new AppError('protocol_not_draft');
  return draft.content;
}
