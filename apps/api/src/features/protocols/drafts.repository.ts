import type { ProtocolContent } from '@healthprotocol/contracts';
import { protocolListSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type DraftRow = {
  revision: number;
  content: ProtocolContent;
  saved_at: Date;
  saved_by_name: string;
};

/** The draft of a protocol's next version, if there is one. */
export function findDraft(tx: TenantTx, protocolId: string): Promise<DraftRow | undefined> {
  return tx.db
    .selectFrom('protocol_drafts as draft')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'draft.organization_id')
        .onRef('members.id', '=', 'draft.saved_by'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['draft.revision', 'draft.content', 'draft.saved_at', 'users.name as saved_by_name'])
    .where('draft.organization_id', '=', tx.organizationId)
    .where('draft.protocol_id', '=', protocolId)
    .executeTakeFirst();
}

/** Writes the draft, in place of the one there may be. */
export async function putDraft(
  tx: TenantTx,
  protocolId: string,
  draft: { revision: number; content: ProtocolContent; savedAt: Date; savedBy: string },
): Promise<void> {
  const columns = {
    revision: draft.revision,
    content: JSON.stringify(draft.content),
    saved_at: draft.savedAt,
    saved_by: draft.savedBy,
  };
  await tx.db
    .insertInto('protocol_drafts')
    .values({ organization_id: tx.organizationId, protocol_id: protocolId, ...columns })
    .onConflict((conflict) => conflict.columns(['organization_id', 'protocol_id']).doUpdateSet(columns))
    .execute();
}

export async function deleteDraft(tx: TenantTx, protocolId: string): Promise<void> {
  tx.changes(protocolListSubject(tx.organizationId));
  await tx.db
    .deleteFrom('protocol_drafts')
    .where('organization_id', '=', tx.organizationId)
    .where('protocol_id', '=', protocolId)
    .execute();
}
