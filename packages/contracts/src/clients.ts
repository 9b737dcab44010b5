import { z } from 'zod';
import { AdherenceAnswer } from './adherence.ts';
import { PageQuery, pageOf } from './paging.ts';
import {
  ClientMadeId,
  DayStartHour,
  EmailAddress,
  Instant,
  LocalDate,
  lineOfText,
  TimeZone,
  Uuid,
} from './primitives.ts';
import { Coding, PREGNANCY_STATUSES } from './protocol-content.ts';
import { defineRoute } from './route-contract.ts';

/** One line of a client's record: a condition, medication or allergy, with its code where it is known. */
export const RecordEntry = z.strictObject({
  label: lineOfText(1, 120),
  code: Coding.optional(),
});

export const UNIT_SYSTEMS = ['metric', 'imperial'] as const;

/** What a practitioner keeps about a client. Empty lists mean "nothing recorded", never "has none". */
export const ClientRecord = z.strictObject({
  name: lineOfText(1, 100),
  email: EmailAddress.nullable().default(null),
  birthDate: LocalDate.nullable().default(null),
  pregnancyStatus: z.enum(PREGNANCY_STATUSES).default('not_recorded'),
  conditions: z.array(RecordEntry).max(100).default([]),
  medications: z.array(RecordEntry).max(100).default([]),
  allergies: z.array(RecordEntry).max(100).default([]),
  timeZone: TimeZone,
  dayStartHour: DayStartHour.default(0),
  units: z.enum(UNIT_SYSTEMS).default('metric'),
});

const CareTeamMember = z.object({ memberId: Uuid, name: z.string() });

/** A client with everything recorded about them. */
export const Client = z
  .object({
    id: Uuid,
    ...ClientRecord.shape,
    careTeam: z.array(CareTeamMember),
    /** `none`: no login; `invited`: invitation sent; `active`: signs in. */
    login: z.enum(['none', 'invited', 'active']),
    archivedAt: Instant.nullable(),
    createdAt: Instant,
    revision: z.int(),
  })
  .meta({ id: 'Client' });

/** A line of the client list. */
export const ClientSummary = z
  .object({
    id: Uuid,
    name: z.string(),
    birthDate: LocalDate.nullable(),
    timeZone: z.string(),
    login: z.enum(['none', 'invited', 'active']),
    archived: z.boolean(),
    runningAssignments: z.int(),
    adherence30: AdherenceAnswer,
    /** Local date of the newest check-in. */
    lastCheckInDate: LocalDate.nullable(),
  })
  .meta({ id: 'ClientSummary' });

const clientParams = z.strictObject({ clientId: Uuid });

export const listClientsRoute = defineRoute({
  method: 'GET',
  path: '/clients',
  summary: 'Clients one may see, by name',
  tag: 'Clients',
  access: 'clients.read',
  rateTier: 'read',
  query: PageQuery.extend({
    /** Part of the name or of the e-mail address, without regard to case or accents. */
    search: z.string().trim().max(100).optional(),
    status: z.enum(['current', 'archived']).default('current'),
  }),
  response: { status: 200, schema: pageOf(ClientSummary) },
  errors: [],
  audit: ['client.listed'],
});

export const createClientRoute = defineRoute({
  method: 'POST',
  path: '/clients',
  summary: 'Create a client, without a login; a practitioner who creates one joins the care team',
  tag: 'Clients',
  access: 'clients.write',
  rateTier: 'write',
  body: ClientRecord.extend({ id: ClientMadeId }),
  response: { status: 201, schema: Client },
  errors: ['id_conflict'],
  audit: ['client.created'],
});

export const getClientRoute = defineRoute({
  method: 'GET',
  path: '/clients/:clientId',
  summary: 'One client with the record',
  tag: 'Clients',
  access: 'clients.read',
  rateTier: 'read',
  params: clientParams,
  response: { status: 200, schema: Client },
  errors: ['not_found'],
  audit: ['client.viewed'],
});

export const changeClientRoute = defineRoute({
  method: 'PUT',
  path: '/clients/:clientId',
  summary: 'Replace the record of a client; refused when someone else changed it since `revision`',
  tag: 'Clients',
  access: 'clients.write',
  rateTier: 'write',
  params: clientParams,
  body: ClientRecord.extend({ revision: z.int().min(1) }),
  response: { status: 200, schema: Client },
  errors: ['not_found', 'record_changed', 'client_archived'],
  audit: ['client.changed'],
});

export const archiveClientRoute = defineRoute({
  method: 'POST',
  path: '/clients/:clientId/archive',
  summary: 'Put a client away; nothing is deleted',
  tag: 'Clients',
  access: 'clients.write',
  rateTier: 'write',
  params: clientParams,
  response: { status: 200, schema: Client },
  errors: ['not_found'],
  audit: ['client.archived', 'client.viewed'],
});

export const restoreClientRoute = defineRoute({
  method: 'POST',
  path: '/clients/:clientId/restore',
  summary: 'Bring an archived client back',
  tag: 'Clients',
  access: 'clients.write',
  rateTier: 'write',
  params: clientParams,
  response: { status: 200, schema: Client },
  errors: ['not_found'],
  audit: ['client.restored', 'client.viewed'],
});

export const inviteClientRoute = defineRoute({
  method: 'POST',
  path: '/clients/:clientId/invitation',
  summary: 'Invite a client to sign in; inviting again replaces the invitation',
  tag: 'Clients',
  access: 'clients.write',
  rateTier: 'write',
  params: clientParams,
  body: z.strictObject({ email: EmailAddress }),
  response: { status: 200, schema: Client },
  errors: ['not_found', 'client_has_login', 'client_archived', 'already_member'],
  audit: ['client.invited'],
});

export const changeCareTeamRoute = defineRoute({
  method: 'PUT',
  path: '/clients/:clientId/care-team',
  summary: 'Say which practitioners may see a client',
  tag: 'Clients',
  access: 'clients.write',
  rateTier: 'write',
  params: clientParams,
  body: z.strictObject({ memberIds: z.array(Uuid).max(50) }),
  response: { status: 200, schema: Client },
  errors: ['not_found', 'validation_failed'],
  audit: ['care_team.changed', 'client.viewed'],
});

export const getOwnClientRoute = defineRoute({
  method: 'GET',
  path: '/me/client',
  summary: 'My own record, as a client',
  tag: 'Client self',
  access: 'own.read',
  rateTier: 'read',
  response: { status: 200, schema: Client },
  errors: [],
  audit: [],
});

export const changeOwnSettingsRoute = defineRoute({
  method: 'PATCH',
  path: '/me/client',
  summary: 'Change my zone, units and the hour my day starts',
  tag: 'Client self',
  access: 'own.write',
  rateTier: 'write',
  body: z.strictObject({
    timeZone: TimeZone.optional(),
    dayStartHour: DayStartHour.optional(),
    units: z.enum(UNIT_SYSTEMS).optional(),
  }),
  response: { status: 200, schema: Client },
  errors: [],
  audit: ['client.changed'],
});

export type RecordEntry = z.infer<typeof RecordEntry>;
export type ClientRecord = z.infer<typeof ClientRecord>;
export type Client = z.infer<typeof Client>;
export type ClientSummary = z.infer<typeof ClientSummary>;
export type CreateClientRequest = z.infer<typeof createClientRoute.body>;
