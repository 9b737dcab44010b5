/** What a user may be in an organization. */
export const ROLES = ['owner', 'admin', 'practitioner', 'client'] as const;
export type Role = (typeof ROLES)[number];
export const STAFF_ROLES = ['owner', 'admin', 'practitioner'] as const satisfies readonly Role[];

/**
 * Who may do what. A practitioner's permissions about clients reach only the clients of their own care teams;
 * owners and admins reach every client of the organization; a client reaches only themselves.
 */
export const PERMISSIONS = {
  'organization.read': ['owner', 'admin', 'practitioner', 'client'],
  'organization.manage': ['owner', 'admin'],
  'members.read': ['owner', 'admin', 'practitioner'],
  'members.manage': ['owner', 'admin'],
  'protocols.read': ['owner', 'admin', 'practitioner'],
  'protocols.write': ['owner', 'admin', 'practitioner'],
  'clients.read': ['owner', 'admin', 'practitioner'],
  'clients.write': ['owner', 'admin', 'practitioner'],
  'assignments.write': ['owner', 'admin', 'practitioner'],
  'check_ins.write_on_behalf': ['practitioner'],
  'own.read': ['client'],
  'own.write': ['client'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** True when the role holds the permission; unknown roles hold none. */
export function mayDo(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** Who may call a route: anyone, anyone signed in, or holders of a permission. */
export type Access = 'public' | 'signed_in' | Permission;

/**
 * Requests a minute that one user, one organization and one network address may make on the routes of a tier. Whoever is not
 * signed in is known by the address alone, which then has a user's share. An organization's share is what a thousand people at
 * work need and leaves room for the others; an address may be the door of a whole hospital or of a mobile network.
 */
export const RATE_TIERS = {
  public: { user: 120, organization: 6_000, address: 120 },
  sign_in: { user: 20, organization: 200, address: 20 },
  read: { user: 600, organization: 30_000, address: 6_000 },
  write: { user: 240, organization: 12_000, address: 2_400 },
  export: { user: 20, organization: 200, address: 100 },
  // Whatever is not the API. The first visit takes some fifty; a hospital's whole morning shift may come through one address.
  file: { user: 12_000, organization: 12_000, address: 12_000 },
} as const satisfies Record<string, Record<RateSubject, number>>;
export type RateTier = keyof typeof RATE_TIERS;
/** Whose requests are counted. */
export type RateSubject = 'user' | 'organization' | 'address';
