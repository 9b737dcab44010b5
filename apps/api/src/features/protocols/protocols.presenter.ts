import type {
  Protocol,
  ProtocolDraft,
  ProtocolSummary,
  ProtocolVersion,
  ProtocolVersionSummary,
} from '@healthprotocol/contracts';
import type { DraftRow } from './drafts.repository.ts';
import type { ListedProtocolRow, ProtocolDetailRow } from './protocols.repository.ts';
import type { ListedVersionRow, VersionRow } from './versions.repository.ts';

export function presentSummary(row: ListedProtocolRow): ProtocolSummary {
  return {
    id: row.id,
    status: row.status,
    title: row.title,
    description: row.description,
    category: row.category,
    tags: row.tags,
    durationDays: row.duration_days,
    activityCount: row.activity_count,
    latestVersion: row.latest_version,
    hasDraft: row.has_draft,
    runningAssignments: row.running_assignments,
    fromLibrary: row.library_key !== null,
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentProtocol(row: ProtocolDetailRow): Protocol {
  return {
    id: row.id,
    status: row.status,
    draft: row.draft_content &&
      row.draft_saved_at && {
        revision: row.draft_revision,
        content: row.draft_content,
        savedAt: row.draft_saved_at.toISOString(),
        savedBy: row.draft_saved_by ?? '',
      },
    latest:
      row.latest_version !== null && row.version_content && row.version_published_at
        ? {
            version: row.latest_version,
            content: row.version_content,
            publishedAt: row.version_published_at.toISOString(),
            publishedBy: row.version_published_by ?? '',
            note: row.version_note ?? '',
          }
        : null,
    runningAssignments: row.running_assignments,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function presentDraft(row: DraftRow): ProtocolDraft {
  return {
    revision: row.revision,
    content: row.content,
    savedAt: row.saved_at.toISOString(),
    savedBy: row.saved_by_name,
  };
}

export function presentVersion(row: VersionRow): ProtocolVersion {
  return {
    version: row.version,
    content: row.content,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by_name,
    note: row.note,
  };
}

export function presentVersionSummary(row: ListedVersionRow): ProtocolVersionSummary {
  return {
    version: row.version,
    title: row.title,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.published_by_name,
    note: row.note,
    runningAssignments: row.running_assignments,
  };
}
