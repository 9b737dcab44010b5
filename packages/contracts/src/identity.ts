import { z } from 'zod';
import { ROLES } from './access.ts';
import { EmailAddress, Instant, lineOfText, NewPassword, Uuid } from './primitives.ts';
import { defineRoute } from './route-contract.ts';

const Membership = z.object({
  organizationId: Uuid,
  organizationName: z.string(),
  role: z.enum(ROLES),
});

/** Who is signed in, in which organization and as what. `clientId` is set for clients only. */
export const Session = z
  .object({
    user: z.object({ id: Uuid, name: z.string(), email: z.string() }),
    memberId: Uuid,
    organization: z.object({ id: Uuid, name: z.string() }),
    role: z.enum(ROLES),
    clientId: Uuid.nullable(),
    memberships: z.array(Membership),
  })
  .meta({ id: 'Session' });

/** One signed-in device of the user. */
export const SignedInDevice = z.object({
  id: Uuid,
  current: z.boolean(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  startedAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
});

const Token = z
  .string()
  .min(20)
  .max(200)
  .regex(/^[A-Za-z0-9_-]+$/);

export const signInRoute = defineRoute({
  method: 'POST',
  path: '/session',
  summary: 'Sign in with e-mail address and password',
  tag: 'Identity',
  access: 'public',
  rateTier: 'sign_in',
  body: z.strictObject({ email: EmailAddress, password: z.string().min(1).max(128) }),
  response: { status: 200, schema: Session },
  errors: ['invalid_credentials', 'no_active_membership', 'service_unavailable'],
  audit: ['session.started', 'session.failed'],
});

export const getSessionRoute = defineRoute({
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in',
  tag: 'Identity',
  access: 'signed_in',
  rateTier: 'read',
  response: { status: 200, schema: Session },
  errors: [],
  audit: [],
});

export const signOutRoute = defineRoute({
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out on this device; without a session it changes nothing',
  tag: 'Identity',
  access: 'public',
  rateTier: 'write',
  response: { status: 204, schema: null },
  errors: [],
  audit: ['session.ended'],
});

export const switchOrganizationRoute = defineRoute({
  method: 'PUT',
  path: '/session/organization',
  summary: 'Act in another organization one belongs to',
  tag: 'Identity',
  access: 'signed_in',
  rateTier: 'write',
  body: z.strictObject({ organizationId: Uuid }),
  response: { status: 200, schema: Session },
  errors: ['not_found'],
  audit: ['session.switched'],
});

export const listSessionsRoute = defineRoute({
  method: 'GET',
  path: '/sessions',
  summary: 'My signed-in devices',
  tag: 'Identity',
  access: 'signed_in',
  rateTier: 'read',
  response: { status: 200, schema: z.object({ items: z.array(SignedInDevice) }) },
  errors: [],
  audit: [],
});

export const revokeSessionRoute = defineRoute({
  method: 'DELETE',
  path: '/sessions/:sessionId',
  summary: 'Sign out one of my devices',
  tag: 'Identity',
  access: 'signed_in',
  rateTier: 'write',
  params: z.strictObject({ sessionId: Uuid }),
  response: { status: 204, schema: null },
  errors: ['not_found'],
  audit: ['session.revoked'],
});

export const requestPasswordResetRoute = defineRoute({
  method: 'POST',
  path: '/password-resets',
  summary: 'Ask for a link to choose a new password; answers alike whether the address is known or not',
  tag: 'Identity',
  access: 'public',
  rateTier: 'sign_in',
  body: z.strictObject({ email: EmailAddress }),
  response: { status: 202, schema: null },
  errors: [],
  audit: ['password.reset_requested'],
});

export const completePasswordResetRoute = defineRoute({
  method: 'POST',
  path: '/password-resets/complete',
  summary: 'Choose a new password; signs out every device',
  tag: 'Identity',
  access: 'public',
  rateTier: 'sign_in',
  body: z.strictObject({ token: Token, password: NewPassword }),
  response: { status: 204, schema: null },
  errors: ['reset_token_invalid', 'password_compromised'],
  audit: ['password.reset'],
});

/** What an invitation says to the person who opens it. */
export const InvitationPreview = z.object({
  organizationName: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  /** Name as the organization knows it, for a client; empty otherwise. */
  name: z.string(),
  /** True when the address already has a login: its password is asked for instead of a new one. */
  hasLogin: z.boolean(),
  expiresAt: Instant,
});

export const previewInvitationRoute = defineRoute({
  method: 'POST',
  path: '/invitations/preview',
  summary: 'Read an invitation by its token',
  tag: 'Identity',
  access: 'public',
  rateTier: 'sign_in',
  body: z.strictObject({ token: Token }),
  response: { status: 200, schema: InvitationPreview },
  errors: ['invitation_invalid', 'invitation_expired'],
  audit: [],
});

export const acceptInvitationRoute = defineRoute({
  method: 'POST',
  path: '/invitations/accept',
  summary: 'Accept an invitation: creates the login where there is none, joins the organization and signs in',
  tag: 'Identity',
  access: 'public',
  rateTier: 'sign_in',
  body: z.strictObject({ token: Token, name: lineOfText(1, 100), password: z.string().min(1).max(128) }),
  response: { status: 200, schema: Session },
  errors: [
    'invitation_invalid',
    'invitation_expired',
    'invalid_credentials',
    'password_compromised',
    'already_member',
  ],
  audit: ['member.joined', 'session.started'],
});

export type Session = z.infer<typeof Session>;
export type SignedInDevice = z.infer<typeof SignedInDevice>;
export type InvitationPreview = z.infer<typeof InvitationPreview>;
export type SignInRequest = z.infer<typeof signInRoute.body>;
export type AcceptInvitationRequest = z.infer<typeof acceptInvitationRoute.body>;
