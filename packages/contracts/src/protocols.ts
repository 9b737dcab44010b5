import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { ClientMadeId, Instant, lineOfText, Uuid } from './primitives.ts';
import { PROTOCOL_CATEGORIES, ProtocolContent } from './protocol-content.ts';
import { defineRoute } from './route-contract.ts';

export const PROTOCOL_STATUSES = ['draft', 'published', 'retired'] as const;

/** A line of the protocol library. */
export const ProtocolSummary = z
  .object({
    id: Uuid,
    status: z.enum(PROTOCOL_STATUSES),
    title: z.string(),
    description: z.string(),
    category: z.enum(PROTOCOL_CATEGORIES),
    tags: z.array(z.string()),
    durationDays: z.int(),
    activityCount: z.int(),
    /** Newest published version; null before the first. */
    latestVersion: z.int().nullable(),
    hasDraft: z.boolean(),
    runningAssignments: z.int(),
    fromLibrary: z.boolean(),
    updatedAt: Instant,
  })
  .meta({ id: 'ProtocolSummary' });

/** The editable text of the next version. `revision` grows with every save. */
export const ProtocolDraft = z
  .object({ revision: z.int(), content: ProtocolContent, savedAt: Instant, savedBy: z.string() })
  .meta({ id: 'ProtocolDraft' });

/** An immutable published snapshot. */
export const ProtocolVersion = z
  .object({
    version: z.int(),
    content: ProtocolContent,
    publishedAt: Instant,
    publishedBy: z.string(),
    note: z.string(),
  })
  .meta({ id: 'ProtocolVersion' });

export const Protocol = z
  .object({
    id: Uuid,
    status: z.enum(PROTOCOL_STATUSES),
    draft: ProtocolDraft.nullable(),
    latest: ProtocolVersion.nullable(),
    runningAssignments: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Protocol' });

const ProtocolVersionSummary = z.object({
  version: z.int(),
  title: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  note: z.string(),
  runningAssignments: z.int(),
});

/** One difference between two versions; `before` is absent for additions, `after` for removals. */
export const ProtocolDifference = z
  .object({
    part: z.enum(['protocol', 'phase', 'activity', 'goal', 'contraindication', 'evidence']),
    change: z.enum(['added', 'removed', 'changed', 'moved']),
    /** Key of the part; empty for the protocol itself. */
    id: z.string(),
    title: z.string(),
    /** Field that changed, for `changed`. */
    field: z.string().optional(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: 'ProtocolDifference' });

const protocolParams = z.strictObject({ protocolId: Uuid });
const versionParams = z.strictObject({
  protocolId: Uuid,
  version: z.coerce.number().int().min(1).max(100_000),
});

export const listProtocolsRoute = defineRoute({
  method: 'GET',
  path: '/protocols',
  summary: 'The protocol library, by title',
  tag: 'Protocols',
  access: 'protocols.read',
  rateTier: 'read',
  query: PageQuery.extend({
    search: z.string().trim().max(100).optional(),
    status: z.enum(['current', ...PROTOCOL_STATUSES]).default('current'),
    category: z.enum(PROTOCOL_CATEGORIES).optional(),
  }),
  response: { status: 200, schema: pageOf(ProtocolSummary) },
  errors: [],
  cache: 'revalidate',
  audit: [],
});

export const createProtocolRoute = defineRoute({
  method: 'POST',
  path: '/protocols',
  summary: 'Create a protocol as a draft',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  body: z.strictObject({ id: ClientMadeId, content: ProtocolContent }),
  response: { status: 201, schema: Protocol, maxBytes: 1536 * 1024 },
  errors: ['id_conflict'],
  audit: ['protocol.created'],
});

export const getProtocolRoute = defineRoute({
  method: 'GET',
  path: '/protocols/:protocolId',
  summary: 'One protocol with its draft and its newest version',
  tag: 'Protocols',
  access: 'protocols.read',
  rateTier: 'read',
  params: protocolParams,
  response: { status: 200, schema: Protocol, maxBytes: 1536 * 1024 },
  errors: ['not_found'],
  cache: 'revalidate',
  audit: [],
});

export const saveDraftRoute = defineRoute({
  method: 'PUT',
  path: '/protocols/:protocolId/draft',
  summary:
    'Save the draft of the next version; refused when someone else saved it since `revision` (0 starts a draft)',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  params: protocolParams,
  body: z.strictObject({ revision: z.int().min(0), content: ProtocolContent }),
  response: { status: 200, schema: ProtocolDraft, maxBytes: 1280 * 1024 },
  errors: ['not_found', 'draft_changed', 'protocol_retired'],
  audit: ['protocol.changed'],
});

export const discardDraftRoute = defineRoute({
  method: 'DELETE',
  path: '/protocols/:protocolId/draft',
  summary: 'Throw the draft away; a protocol that was never published is deleted with it',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  params: protocolParams,
  response: { status: 204, schema: null, maxBytes: 1536 * 1024 },
  errors: ['not_found', 'protocol_not_draft'],
  audit: ['protocol.deleted', 'protocol.changed'],
});

export const publishProtocolRoute = defineRoute({
  method: 'POST',
  path: '/protocols/:protocolId/publish',
  summary: 'Freeze the draft as the next version',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  params: protocolParams,
  body: z.strictObject({ revision: z.int().min(1), note: z.string().trim().max(500).default('') }),
  response: { status: 200, schema: Protocol, maxBytes: 1536 * 1024 },
  errors: [
    'not_found',
    'protocol_empty',
    'protocol_not_draft',
    'protocol_retired',
    'protocol_unchanged',
    'plan_too_large',
    'draft_changed',
  ],
  audit: ['protocol.published'],
});

export const retireProtocolRoute = defineRoute({
  method: 'POST',
  path: '/protocols/:protocolId/retire',
  summary: 'Stop new assignments of a protocol; running ones go on',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  params: protocolParams,
  response: { status: 200, schema: Protocol, maxBytes: 1536 * 1024 },
  errors: ['not_found', 'protocol_not_published', 'protocol_retired'],
  audit: ['protocol.retired'],
});

export const copyProtocolRoute = defineRoute({
  method: 'POST',
  path: '/protocols/:protocolId/copy',
  summary: 'Start a new draft from a protocol',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  params: protocolParams,
  body: z.strictObject({ id: ClientMadeId, title: lineOfText(3, 100) }),
  response: { status: 201, schema: Protocol, maxBytes: 1536 * 1024 },
  errors: ['not_found', 'id_conflict'],
  audit: ['protocol.copied'],
});

export const listVersionsRoute = defineRoute({
  method: 'GET',
  path: '/protocols/:protocolId/versions',
  summary: 'Published versions, newest first',
  tag: 'Protocols',
  access: 'protocols.read',
  rateTier: 'read',
  params: protocolParams,
  query: PageQuery,
  response: { status: 200, schema: pageOf(ProtocolVersionSummary) },
  errors: ['not_found'],
  cache: 'revalidate',
  audit: [],
});

export const getVersionRoute = defineRoute({
  method: 'GET',
  path: '/protocols/:protocolId/versions/:version',
  summary: 'One published version',
  tag: 'Protocols',
  access: 'protocols.read',
  rateTier: 'read',
  params: versionParams,
  response: { status: 200, schema: ProtocolVersion, maxBytes: 512 * 1024 },
  errors: ['not_found'],
  cache: 'immutable',
  audit: [],
});

/** Says in so many words what a plain 404 would leave to guess. */
export const changeVersionRoute = defineRoute({
  method: 'PUT',
  path: '/protocols/:protocolId/versions/:version',
  summary: 'Refused always: a published version never changes. Save and publish a draft instead',
  tag: 'Protocols',
  access: 'protocols.write',
  rateTier: 'write',
  params: versionParams,
  response: { status: 204, schema: null },
  errors: ['not_found', 'version_immutable'],
  audit: [],
});

export const getDifferencesRoute = defineRoute({
  method: 'GET',
  path: '/protocols/:protocolId/differences',
  summary: 'What changed between two versions, or from the newest version to the draft when `to` is left out',
  tag: 'Protocols',
  access: 'protocols.read',
  rateTier: 'read',
  params: protocolParams,
  query: z.strictObject({
    from: z.coerce.number().int().min(1).optional(),
    to: z.coerce.number().int().min(1).optional(),
  }),
  response: { status: 200, schema: z.object({ items: z.array(ProtocolDifference) }), maxBytes: 2048 * 1024 },
  errors: ['not_found', 'protocol_not_draft', 'protocol_not_published'],
  cache: 'revalidate',
  audit: [],
});

export type ProtocolSummary = z.infer<typeof ProtocolSummary>;
export type ProtocolDraft = z.infer<typeof ProtocolDraft>;
export type ProtocolVersion = z.infer<typeof ProtocolVersion>;
export type ProtocolVersionSummary = z.infer<typeof ProtocolVersionSummary>;
export type Protocol = z.infer<typeof Protocol>;
export type ProtocolStatus = (typeof PROTOCOL_STATUSES)[number];
export type ProtocolDifference = z.infer<typeof ProtocolDifference>;
