import { z } from 'zod';
import { ROLES, STAFF_ROLES } from './access.ts';
import { PageQuery, pageOf } from './paging.ts';
import { EmailAddress, Instant, lineOfText, TimeZone, Uuid } from './primitives.ts';
import { defineRoute } from './route-contract.ts';

export const Organization = z
  .object({
    id: Uuid,
    name: z.string(),
    timeZone: z.string(),
    /** How many days back a client may check in. */
    entryWindowDays: z.int(),
    /** Days without any check-in after which a client is put before the practitioner. */
    silentDays: z.int(),
    revision: z.int(),
  })
  .meta({ id: 'Organization' });

export const Member = z
  .object({
    id: Uuid,
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    joinedAt: Instant,
  })
  .meta({ id: 'Member' });

export const PendingInvitation = z.object({
  id: Uuid,
  email: z.string(),
  role: z.enum(ROLES),
  expiresAt: Instant,
  expired: z.boolean(),
});

export const getOrganizationRoute = defineRoute({
  method: 'GET',
  path: '/organization',
  summary: 'The organization one acts in',
  tag: 'Organization',
  access: 'organization.read',
  rateTier: 'read',
  response: { status: 200, schema: Organization },
  errors: [],
  audit: [],
});

export const changeOrganizationRoute = defineRoute({
  method: 'PATCH',
  path: '/organization',
  summary: 'Change the name and the defaults of the organization',
  tag: 'Organization',
  access: 'organization.manage',
  rateTier: 'write',
  body: z.strictObject({
    revision: z.int().min(1),
    name: lineOfText(2, 100).optional(),
    timeZone: TimeZone.optional(),
    entryWindowDays: z.int().min(0).max(30).optional(),
    silentDays: z.int().min(1).max(60).optional(),
  }),
  response: { status: 200, schema: Organization },
  errors: ['record_changed'],
  audit: ['organization.changed'],
});

export const listMembersRoute = defineRoute({
  method: 'GET',
  path: '/members',
  summary: 'Owners, admins and practitioners, by name',
  tag: 'Organization',
  access: 'members.read',
  rateTier: 'read',
  query: PageQuery,
  response: { status: 200, schema: pageOf(Member) },
  errors: [],
  audit: [],
});

export const inviteMemberRoute = defineRoute({
  method: 'POST',
  path: '/members/invitations',
  summary: 'Invite someone to the team; inviting the same address again replaces the invitation',
  tag: 'Organization',
  access: 'members.manage',
  rateTier: 'write',
  body: z.strictObject({ email: EmailAddress, role: z.enum(STAFF_ROLES) }),
  response: { status: 201, schema: PendingInvitation },
  errors: ['already_member', 'not_allowed'],
  audit: ['member.invited'],
});

export const listInvitationsRoute = defineRoute({
  method: 'GET',
  path: '/members/invitations',
  summary: 'Invitations that were not accepted yet',
  tag: 'Organization',
  access: 'members.manage',
  rateTier: 'read',
  query: PageQuery,
  response: { status: 200, schema: pageOf(PendingInvitation) },
  errors: [],
  audit: [],
});

export const revokeInvitationRoute = defineRoute({
  method: 'DELETE',
  path: '/members/invitations/:invitationId',
  summary: 'Take an invitation back',
  tag: 'Organization',
  access: 'members.manage',
  rateTier: 'write',
  params: z.strictObject({ invitationId: Uuid }),
  response: { status: 204, schema: null },
  errors: ['not_found'],
  audit: ['invitation.revoked'],
});

export const changeMemberRoute = defineRoute({
  method: 'PATCH',
  path: '/members/:memberId',
  summary: 'Change the role of a team member; only an owner makes or unmakes owners',
  tag: 'Organization',
  access: 'members.manage',
  rateTier: 'write',
  params: z.strictObject({ memberId: Uuid }),
  body: z.strictObject({ role: z.enum(STAFF_ROLES) }),
  response: { status: 200, schema: Member },
  errors: ['not_found', 'last_owner', 'not_allowed'],
  audit: ['member.changed'],
});

export const removeMemberRoute = defineRoute({
  method: 'DELETE',
  path: '/members/:memberId',
  summary: 'Remove a team member; their sessions end at once',
  tag: 'Organization',
  access: 'members.manage',
  rateTier: 'write',
  params: z.strictObject({ memberId: Uuid }),
  response: { status: 204, schema: null },
  errors: ['not_found', 'last_owner', 'not_allowed'],
  audit: ['member.removed'],
});

export type Organization = z.infer<typeof Organization>;
export type Member = z.infer<typeof Member>;
export type PendingInvitation = z.infer<typeof PendingInvitation>;
