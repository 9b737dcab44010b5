import { createHash } from 'node:crypto';
import { ProtocolContent } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';
import { deleteDraft, findDraft } from './drafts.repository.ts';
import { freezeVersion } from './freeze-version.ts';
import { findImported } from './imports.repository.ts';
import { type ImportSource, type ProtocolRow, updateProtocol } from './protocols.repository.ts';
import { sanitiseContent } from './sanitise-content.ts';
import { type Authorship, startProtocol } from './start-protocol.ts';
import { storeDraft } from './store-draft.ts';
import { findLatestVersion } from './versions.repository.ts';

export type ImportedProtocol = {
  id: string;
  /** `retired`: the organization has retired it, so it was left alone. */
  outcome: 'created' | 'changed' | 'unchanged' | 'retired';
  /** Number of the version that was published; null when nothing was. */
  version: number | null;
};

/**
 * Brings content from a file into the organization. A file is known again by its key in the library, or by its content where
 * it has none: unchanged since its last import it does nothing, changed it becomes the draft of the next version, and with
 * `publish` the version itself.
 * @throws draft_changed when somebody has edited the draft that the import would replace
 * @throws protocol_empty, validation_failed
 */
export async function importProtocol(
  tx: TenantTx,
  { content: sent, publish, ...by }: { content: ProtocolContent; publish: boolean } & Authorship,
): Promise<ImportedProtocol> {
  const content = await sanitiseContent(sent);
  const source = { libraryKey: content.library?.key ?? null, digest: digestOf(content) };
  const existing = await findImported(tx, source);
  if (existing?.status === 'retired') return { id: existing.id, outcome: 'retired', version: null };

  const protocol = existing ?? { id: newId(), status: 'draft' as const };
  const outcome = existing
    ? await importAgain(tx, existing, { content, ...source }, by)
    : await importFirst(tx, protocol.id, { content, ...source }, by);
  const waiting = publish && (await findDraft(tx, protocol.id));
  if (!waiting || digestOf(waiting.content) !== source.digest)
    return { id: protocol.id, outcome, version: null };

  const version = await freezeVersion(tx, protocol, { content, note: '' }, by);
  tx.audit({ ...about(protocol.id), type: 'protocol.published', detail: { version, imported: true } });
  return { id: protocol.id, outcome, version };
}

type Import = ImportSource & { content: ProtocolContent };

const about = (id: string) => ({ subjectType: 'protocol', subjectId: id }) as const;

async function importFirst(tx: TenantTx, id: string, { content, ...source }: Import, by: Authorship) {
  await startProtocol(tx, { id, content, importedFrom: source }, by);
  tx.audit({ ...about(id), type: 'protocol.created', detail: { imported: true } });
  return 'created' as const;
}

/** Replaces a draft that an import left; one that people worked on stays theirs. */
async function importAgain(
  tx: TenantTx,
  protocol: ProtocolRow,
  { content, digest }: Import,
  by: Authorship,
): Promise<'changed' | 'unchanged'> {
  if (protocol.import_digest === digest) return 'unchanged';
  const [draft, latest] = await Promise.all([findDraft(tx, protocol.id), findLatestVersion(tx, protocol.id)]);
  const draftIsTheirs = draft && ![digest, protocol.import_digest].includes(digestOf(draft.content));
  const isPublished = latest && digestOf(latest.content) === digest;
  if (draftIsTheirs && !isPublished) throw new AppError('draft_changed');

  await updateProtocol(tx, protocol.id, { import_digest: digest });
  if (isPublished && (!draft || draftIsTheirs)) return 'unchanged';
  // A file that went back to what is published takes the draft of its other text back with it.
  if (isPublished) await deleteDraft(tx, protocol.id);
  else await storeDraft(tx, protocol, content, by);
  tx.audit({ ...about(protocol.id), type: 'protocol.changed', detail: { imported: true } });
  return 'changed';
}

/** The contract puts keys into its own order, so that equal content has one digest. */
function digestOf(content: ProtocolContent): string {
  return createHash('sha256')
    .update(JSON.stringify(ProtocolContent.parse(content)))
    .digest('hex');
}
